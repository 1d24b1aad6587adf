package dev.parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A hundred publishers, nobody subscribed: how many publishes a second become durable.
final class PublishLoadScenario implements Scenario {
    private static final int PUBLISHERS = 100;
    private static final double PER_SECOND = 20_000;
    private static final double SECOND = 1e9;
    private static final long MILLI = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Latency latency = new Latency(0, 0);
    private long acknowledged;
    private long refused;

    /// @param streams that the publishers share evenly; a stream takes 256 unanswered publishes
    /// @param inFlight of each publisher
    private record Load(Launch launch, int streams, int inFlight) {}

    @Override
    public String name() {
        return "publishload";
    }

    @Override
    public Section run(Setting setting) {
        List<List<String>> rows = new ArrayList<>();
        Incidents incidents = new Incidents();
        for (Load load :
                List.of(new Load(Launch.SERVE, 10, 8), new Load(Launch.SERVE, 1, 2), new Load(Launch.DEV, 10, 8))) {
            rows.add(row(load, setting, incidents));
        }
        return new Section(
                "`publishload`: 100 publishers, durable publishes/s",
                "Closed loop: each publisher keeps some publishes of about 90 bytes in flight, the next follows each"
                        + " that is settled. Latency from sending to the acknowledgement. Nobody is subscribed.",
                List.of(
                        "store",
                        "streams",
                        "in flight each",
                        "acknowledged/s",
                        "refused",
                        "server cores busy",
                        "CPU µs per publish",
                        "p50 ms",
                        "p99 ms",
                        Target.HEADER),
                rows,
                incidents.lines());
    }

    private List<String> row(Load load, Setting setting, Incidents incidents) {
        try (ServerProcess server = ServerProcess.start(setting.jar(), load.launch());
                ClientLoop loop = new ClientLoop(server)) {
            List<Publisher> publishers = Crew.connect(loop, "p", PUBLISHERS, Notices.IGNORED, incidents).stream()
                    .map(client -> new Publisher(
                            client, "orders-" + client.number() % load.streams() + ".created", this::settled))
                    .toList();
            publishers.forEach(publisher -> publisher.begin(load.inFlight()));
            long from = System.nanoTime() + setting.warmUp().toNanos();
            long to = from + setting.measured().toNanos();
            latency = new Latency(from, to);
            turnUntil(from, loop, publishers);
            long acknowledgedBefore = acknowledged;
            long refusedBefore = refused;
            long cpuBefore = server.cpuMicros();
            long begun = System.nanoTime();
            turnUntil(to, loop, publishers);
            double seconds = (System.nanoTime() - begun) / SECOND;
            double perSecond = (acknowledged - acknowledgedBefore) / seconds;
            List<String> cells =
                    cells(load, perSecond, refused - refusedBefore, (server.cpuMicros() - cpuBefore) / 1e6 / seconds);
            publishers.forEach(Publisher::stop);
            loop.await(() -> publishers.stream().allMatch(Publisher::isIdle), PATIENCE, "the last answers");
            return cells;
        }
    }

    private static void turnUntil(long end, ClientLoop loop, List<Publisher> publishers) {
        while (System.nanoTime() < end) {
            publishers.forEach(Publisher::flush);
            loop.turn(System.nanoTime() + MILLI);
        }
    }

    private void settled(long sent, boolean done) {
        if (done) {
            acknowledged++;
            latency.record(sent, System.nanoTime());
        } else {
            refused++;
        }
    }

    private List<String> cells(Load load, double perSecond, long refusals, double coresBusy) {
        return List.of(
                load.launch().store(),
                Integer.toString(load.streams()),
                Integer.toString(load.inFlight()),
                String.format(Locale.ROOT, "%.0f", perSecond),
                Long.toString(refusals),
                String.format(Locale.ROOT, "%.2f", coresBusy),
                String.format(Locale.ROOT, "%.0f", 1e6 * coresBusy / perSecond),
                latency.at(50),
                latency.at(99),
                load.launch() == Launch.SERVE && load.streams() > 1
                        ? Target.cell(Target.atLeast("acknowledged/s", perSecond, PER_SECOND, ""))
                        : Target.NONE);
    }
}
