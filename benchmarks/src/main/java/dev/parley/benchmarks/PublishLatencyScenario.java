package dev.parley.benchmarks;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A hundred durable publishes a second to a hundred subscribers, open loop: how long until the last of them
/// has it.
final class PublishLatencyScenario implements Scenario {
    private static final int SUBSCRIBERS = 100;
    private static final long PERIOD = 10_000_000;
    private static final double P99_MILLIS = 10;
    private static final Duration STRAGGLERS = Duration.ofSeconds(2);
    private static final byte[] NUMBER = Scan.key("n");
    private static final List<Integer> ALL =
            IntStream.range(0, SUBSCRIBERS).boxed().toList();

    private LastViewer<Long> last = new LastViewer<>(new Latency(0, 0));
    private long published;

    @Override
    public String name() {
        return "publishlatency";
    }

    @Override
    public Section run(Setting setting) {
        List<List<String>> rows = new ArrayList<>();
        Incidents incidents = new Incidents();
        for (Launch launch : List.of(Launch.SERVE, Launch.DEV)) {
            try (ServerProcess server = ServerProcess.start(setting.jar(), launch);
                    ClientLoop loop = new ClientLoop(server)) {
                rows.addAll(rows(launch, loop, setting, incidents));
            }
        }
        List<String> header = new ArrayList<>(List.of("store", "until"));
        header.addAll(Latency.HEADER);
        header.addAll(List.of("never seen", Target.HEADER));
        return new Section(
                "`publishlatency`: 100 publishes/s to 100 subscribers",
                "Durable publishes of about 90 bytes by one publisher, one every 10 ms, from the intended time.",
                header,
                rows,
                incidents.lines());
    }

    private List<List<String>> rows(Launch launch, ClientLoop loop, Setting setting, Incidents incidents) {
        List<Client> subscribers = Crew.connect(loop, "s", SUBSCRIBERS, this::told, incidents);
        Crew.call(loop, subscribers, "events.subscribe", (client, n) -> "{\"pattern\":\"news.*\"}");
        Client publisher =
                Crew.connect(loop, "p", 1, Notices.IGNORED, incidents).getFirst();
        long start = System.nanoTime();
        long from = start + setting.warmUp().toNanos();
        long to = from + setting.measured().toNanos();
        Latency acknowledged = new Latency(from, to);
        last = new LastViewer<>(new Latency(from, to));
        OpenLoop timetable = new OpenLoop(loop);
        timetable.every(start, PERIOD, intended -> {
            last.begins(++published, intended, ALL);
            publisher.call(
                    "events.publish",
                    Publication.of("news.today", published, ""),
                    result -> acknowledged.record(intended, System.nanoTime()));
        });
        timetable.runUntil(to + STRAGGLERS.toNanos());
        Latency delivered = last.latency();
        Target soon = Target.atMost("p99", delivered.millis(99), P99_MILLIS, " ms");
        return List.of(
                row(launch, "acknowledged to the publisher", acknowledged, "–", Target.NONE),
                row(
                        launch,
                        "at the last of 100 subscribers",
                        delivered,
                        Long.toString(last.missing()),
                        launch == Launch.SERVE ? Target.cell(soon) : Target.NONE));
    }

    private void told(Client viewer, ByteBuffer buffer, int at, int length) {
        last.seen(Scan.number(buffer, at, length, NUMBER), viewer.number(), System.nanoTime());
    }

    private static List<String> row(Launch launch, String until, Latency latency, String missing, String target) {
        List<String> cells = new ArrayList<>(List.of(launch.store(), until));
        cells.addAll(latency.cells());
        cells.addAll(List.of(missing, target));
        return cells;
    }
}
