package dev.parley.application.core;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Audiences;
import dev.parley.application.events.EventLog;
import dev.parley.application.lanes.Ids;
import dev.parley.application.lanes.Lanes;
import dev.parley.application.lanes.WallClock;
import dev.parley.application.lanes.Work;
import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.SnapshotStore;

/// All that the core needs of the world: real in the server, virtual in tests and in the simulation.
///
/// @param fence of this owner of sessions and streams: greater at each start, so that a store refuses its predecessors
public record Surroundings(
        Lanes lanes,
        Audiences audiences,
        Storage storage,
        Work work,
        WallClock clock,
        Ids ids,
        Signals signals,
        long fence) {
    /// The driven ports of storage.
    public record Storage(OperationLog operations, SnapshotStore snapshots, EventLog events) {}
}
