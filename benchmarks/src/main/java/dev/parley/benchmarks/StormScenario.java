package dev.parley.benchmarks;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Five thousand clients lose their connections at once and come back at once.
final class StormScenario implements Scenario {
    private static final int CLIENTS = 5_000;
    private static final int FILES = 2 * CLIENTS + 500;
    private static final int STORMS = 3;
    private static final int AT_A_TIME = 20;
    private static final double LAST_SECONDS = 1.5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final byte[] EVENT = Scan.key("offset");

    private final List<Returner> returners = new ArrayList<>();

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public Section run(Setting setting) {
        if (Machine.openFiles() < FILES) {
            throw new IllegalStateException("storm needs " + FILES + " open files but may have " + Machine.openFiles()
                    + "; run `ulimit -n " + FILES + "` in this shell first");
        }
        Incidents incidents = new Incidents();
        List<List<String>> rows = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(setting.jar(), Launch.SERVE);
                ClientLoop loop = new ClientLoop(server)) {
            settle(loop, incidents);
            for (int storm = 1; storm <= STORMS; storm++) {
                returners.forEach(Returner::leave);
                rows.add(row("connections lost, " + storm + " of " + STORMS, server, loop));
                loop.idle(SETTLE);
            }
            returners.forEach(Returner::leave);
            long killed = System.nanoTime();
            server.restart();
            double down = (System.nanoTime() - killed) / 1e9;
            rows.add(row(String.format(Locale.ROOT, "server killed and back after %.1f s", down), server, loop));
        }
        return section(rows, incidents);
    }

    private static Section section(List<List<String>> rows, Incidents incidents) {
        return new Section(
                "`storm`: 5 000 clients come back at once",
                "SQLite. Half of them are in sessions of 5, half subscribed to streams of 50; each missed 5 versions or"
                        + " events. All sockets are dropped and at once opened again, with no jitter; each client sends"
                        + " `connect` with a signed token and, in the same burst, `session.join` or `events.subscribe`"
                        + " from its last position, and is served when it has what it missed. Times run from the moment"
                        + " at which all of them were gone (or the new server listened); the one thread that plays all"
                        + " clients is in them. After a kill the new server is cold: classes, compiler, sessions and"
                        + " streams are loaded within the storm.",
                List.of(
                        "storm",
                        "p50 ms",
                        "p99 ms",
                        "last served, ms",
                        "clients/s",
                        "server CPU, ms",
                        "CPU µs per client",
                        Target.HEADER),
                rows,
                incidents.lines());
    }

    /// Everybody is there, and then things happen that they will have missed.
    private void settle(ClientLoop loop, Incidents incidents) {
        List<Client> clients = Crew.connect(loop, "c", CLIENTS, this::told, incidents);
        List<Client> members = clients.subList(0, CLIENTS / 2);
        List<Client> readers = clients.subList(CLIENTS / 2, CLIENTS);
        List<Client> firsts = members.stream()
                .filter(member -> StormPlaces.isFirstOfSession(member.number()))
                .toList();
        Crew.call(
                loop,
                firsts,
                "session.create",
                (client, n) -> "{\"session\":\"" + StormPlaces.session(n) + "\","
                        + "\"document\":{\"title\":\"Plan\",\"n\":0}}");
        members.forEach(member ->
                returners.add(new Returner(member, new StormPlaces.InSession(StormPlaces.session(member.number())))));
        readers.forEach(reader ->
                returners.add(new Returner(reader, new StormPlaces.AtStream(StormPlaces.stream(reader.number())))));
        int[] there = {0};
        returners.forEach(returner -> returner.settle(() -> there[0]++));
        loop.await(() -> there[0] == CLIENTS, PATIENCE, "everybody is in place");
        new StormNews(loop, firsts, firstReaders(readers)).happen();
    }

    private static List<Client> firstReaders(List<Client> readers) {
        return readers.stream()
                .filter(reader -> StormPlaces.isFirstOfStream(reader.number()))
                .toList();
    }

    private void told(Client client, ByteBuffer buffer, int at, int length) {
        if (client.number() >= CLIENTS / 2 && Scan.number(buffer, at, length, EVENT) > 0) {
            returners.get(client.number()).told();
        }
    }

    private List<String> row(String what, ServerProcess server, ClientLoop loop) {
        long cpu = server.cpuMicros();
        long start = System.nanoTime();
        for (int i = 0; i < CLIENTS; i++) {
            loop.open(returners.get(i).client());
            if (i % AT_A_TIME == 0) {
                loop.turn(System.nanoTime());
            }
        }
        int[] served = {0};
        loop.await(
                () -> {
                    while (served[0] < CLIENTS && returners.get(served[0]).isServed()) {
                        served[0]++;
                    }
                    return served[0] == CLIENTS;
                },
                PATIENCE,
                "everybody is served");
        Latency latency = new Latency(start, start + 1);
        returners.forEach(returner -> latency.record(start, returner.servedNanos()));
        return cells(what, latency, server.cpuMicros() - cpu);
    }

    private static List<String> cells(String what, Latency latency, long cpuMicros) {
        double seconds = latency.millis(100) / 1e3;
        return List.of(
                what,
                latency.at(50),
                latency.at(99),
                latency.at(100),
                String.format(Locale.ROOT, "%.0f", CLIENTS / seconds),
                Long.toString(cpuMicros / 1_000),
                Long.toString(cpuMicros / CLIENTS),
                Target.cell(Target.atMost("last", seconds, LAST_SECONDS, " s")));
    }
}
