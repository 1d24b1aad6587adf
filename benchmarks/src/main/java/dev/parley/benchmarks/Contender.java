package dev.parley.benchmarks;

import java.util.Optional;

/// A server that `fanout` and `rooms` compare. Another is compared by adding its adapter, which is this and a
/// [Member], to [Contenders].
interface Contender {
    /// As `PEERS` names it; several kinds of use of one server share it.
    String name();

    /// In the table: the name, and what the server does that others do not.
    String label();

    /// Of the server and of what it runs on.
    String version();

    /// Why it cannot run here; empty where it can.
    Optional<String> missing();

    Running start(Scenario.Setting setting);

    /// A client, not yet connected.
    ///
    /// @param number of this client among its server's
    /// @param tally to be told of each delivery, and of nothing else
    /// @param incidents refusals and ended connections
    Member member(int number, Tally tally, Incidents incidents);
}
