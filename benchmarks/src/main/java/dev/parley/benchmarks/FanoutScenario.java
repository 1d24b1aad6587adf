package dev.parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One publisher, a thousand subscribers of its topic: what a delivery costs when many, few or no publishes
/// can share the work.
final class FanoutScenario implements Scenario {
    private static final int SUBSCRIBERS = 1_000;
    private static final List<Integer> IN_FLIGHT = List.of(64, 8, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private long published;
    private long acknowledged;
    private long delivered;

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public Section run(Setting setting) {
        Incidents incidents = new Incidents();
        List<List<String>> rows = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(setting.jar());
                ClientLoop loop = new ClientLoop(server.url())) {
            List<Client> subscribers =
                    Crew.connect(loop, "reader", SUBSCRIBERS, (client, buffer, at, length) -> delivered++, incidents);
            Crew.call(loop, subscribers, "events.subscribe", (client, n) -> "{\"pattern\":\"news.*\"}");
            Client publisher =
                    Crew.connect(loop, "writer", 1, Notices.IGNORED, incidents).getFirst();
            for (int inFlight : IN_FLIGHT) {
                bursts(loop, publisher, inFlight, setting.warmUp());
                Deliveries deliveries = new Deliveries(server, delivered);
                bursts(loop, publisher, inFlight, setting.measured());
                rows.add(cells(inFlight, deliveries.cells(delivered)));
            }
        }
        return new Section(
                "`fanout`: 1 publisher, 1 000 subscribers",
                "Durable publishes of about 90 bytes; a burst is sent in one write, the next follows when the last"
                        + " subscriber has all of it. The durable append and the answer to the publisher are in the"
                        + " figure.",
                header(),
                rows,
                incidents.lines());
    }

    private void bursts(ClientLoop loop, Client publisher, int size, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            for (int i = 0; i < size; i++) {
                publisher.queue("events.publish", publication(++published), result -> acknowledged++);
            }
            publisher.flush();
            loop.await(
                    () -> delivered == published * SUBSCRIBERS && acknowledged == published,
                    PATIENCE,
                    "all of " + published + " events to all; " + delivered + " came, " + acknowledged
                            + " were acknowledged");
        }
    }

    private static String publication(long number) {
        return "{\"topic\":\"news.today\",\"data\":{\"text\":\"The quick brown fox jumps over the lazy dog\",\"n\":"
                + number + "}}";
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("in flight"));
        header.addAll(Deliveries.HEADER);
        return header;
    }

    private static List<String> cells(int inFlight, List<String> measured) {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(inFlight)));
        cells.addAll(measured);
        return cells;
    }
}
