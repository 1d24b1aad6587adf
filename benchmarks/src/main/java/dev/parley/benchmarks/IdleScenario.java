package dev.parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Five thousand connections that have said `connect` and nothing since: the memory each takes.
final class IdleScenario implements Scenario {
    private static final int CONNECTIONS = 5_000;
    private static final int REHEARSAL = 1_000;
    private static final int SPARE_FILES = 500;
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private static final double MOST_KILOBYTES = 16;
    private static final int CLASSES = 16;

    private record Memory(long residentKilobytes, long heapKilobytes, ClassHistogram classes) {
        static Memory of(ServerProcess server) {
            server.collectGarbage();
            return new Memory(server.residentKilobytes(), server.heapKilobytes(), server.classes());
        }
    }

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public Section run(Setting setting) {
        if (Machine.openFiles() < CONNECTIONS + SPARE_FILES) {
            throw new IllegalStateException("idle needs " + (CONNECTIONS + SPARE_FILES) + " open files but may have "
                    + Machine.openFiles() + "; run `ulimit -n " + 2 * CONNECTIONS + "` in this shell first");
        }
        Incidents incidents = new Incidents();
        try (ServerProcess server = ServerProcess.start(setting.jar());
                ClientLoop loop = new ClientLoop(server.url())) {
            rehearse(loop);
            Memory before = Memory.of(server);
            Crew.connect(loop, "idle", CONNECTIONS, Notices.IGNORED, incidents);
            loop.idle(SETTLE);
            Memory after = Memory.of(server);
            long cpu = server.cpuMicros();
            loop.idle(setting.measured());
            double busy = (server.cpuMicros() - cpu) / 1e3 / setting.measured().toSeconds();
            return section(before, after, busy, incidents);
        }
    }

    /// Loads the classes and grows the pools first, or the first connection would pay for them.
    private static void rehearse(ClientLoop loop) {
        Crew.connect(loop, "rehearsal", REHEARSAL, Notices.IGNORED, new Incidents())
                .forEach(Client::drop);
        loop.idle(SETTLE);
    }

    private static Section section(Memory before, Memory after, double busy, Incidents incidents) {
        List<String> remarks = new ArrayList<>(incidents.lines());
        remarks.add("Heap per connection by class: "
                + String.join(", ", after.classes().growth(before.classes(), CONNECTIONS, CLASSES)) + ".");
        remarks.add(String.format(Locale.ROOT, "CPU of the idle server, pings included: %.1f ms per second.", busy));
        return new Section(
                "`idle`: 5 000 connections",
                "`connect` answered, nothing else. RSS and heap of the server process, both after two full collections"
                        + " (`jcmd GC.run`), with 5 000 connections minus with none; 1 000 others came and went before."
                        + " The kernel's socket buffers are in neither.",
                List.of("memory", "with 0, KB", "with 5 000, KB", "per connection, KB", Target.HEADER),
                List.of(
                        row("RSS", before.residentKilobytes(), after.residentKilobytes()),
                        row("Java heap in use", before.heapKilobytes(), after.heapKilobytes())),
                remarks);
    }

    private static List<String> row(String what, long before, long after) {
        double each = (after - before) / (double) CONNECTIONS;
        return List.of(
                what,
                Long.toString(before),
                Long.toString(after),
                String.format(Locale.ROOT, "%.1f", each),
                Target.cell(Target.atMost("each", each, MOST_KILOBYTES, " KB")));
    }
}
