package dev.parley.benchmarks;

import java.util.Optional;

/// Our own server, as `dev` runs it.
abstract class Parley implements Contender {
    static final String NAME = "parley";

    @Override
    public final String name() {
        return NAME;
    }

    @Override
    public final String version() {
        return "the revision of this report, `dev`, JDK " + Runtime.version();
    }

    @Override
    public final Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public final Running start(Scenario.Setting setting) {
        return ServerProcess.start(setting.jar());
    }

    /// One that counts what it is told.
    static Client client(int number, Tally tally, Incidents incidents) {
        String user = "m" + number;
        return new Client(
                user, "dev:" + user, number, (hearer, buffer, at, length) -> tally.delivered(length), incidents);
    }
}
