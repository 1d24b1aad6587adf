package dev.parley.benchmarks;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Do subscribers that stop reading cost their neighbours anything? Phases with and without them take turns
/// at one server, so that the machine's moods meet both.
final class SlowScenario implements Scenario {
    private static final int NEIGHBOURS = 50;
    private static final int STALLED = 20;
    private static final int ROUNDS = 3;
    private static final long PERIOD = 10_000_000;
    private static final long FULL_NANOS = 2_000_000_000;
    private static final long HOUR = 3_600_000_000_000L;
    private static final String FILLER = " and again".repeat(400);
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final byte[] NUMBER = Scan.key("n");

    private final List<Sent> sent = new ArrayList<>();

    /// A publish and where its latency counts.
    private record Sent(long intended, Latency latency) {}

    /// All phases of one kind.
    private static final class Phases {
        private final Latency latency = new Latency(System.nanoTime(), System.nanoTime() + HOUR);
        private long mostResident;
    }

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public Section run(Setting setting) {
        Incidents incidents = new Incidents();
        Phases without = new Phases();
        Phases with = new Phases();
        try (ServerProcess server = ServerProcess.start(setting.jar(), Launch.SERVE);
                ClientLoop loop = new ClientLoop(server)) {
            Crew.call(
                    loop,
                    Crew.connect(loop, "n", NEIGHBOURS, this::told, incidents),
                    "events.subscribe",
                    (client, n) -> "{\"pattern\":\"news.*\"}");
            Client publisher =
                    Crew.connect(loop, "p", 1, Notices.IGNORED, incidents).getFirst();
            publish(loop, publisher, new Phases(), setting.warmUp());
            for (int round = 0; round < ROUNDS; round++) {
                phase(server, loop, publisher, without, setting.measured());
                List<Client> stalled = stalled(loop, round, incidents);
                phase(server, loop, publisher, with, setting.measured());
                stalled.forEach(Client::drop);
                loop.idle(SETTLE);
            }
        }
        return section(without, with, incidents);
    }

    private static List<Client> stalled(ClientLoop loop, int round, Incidents incidents) {
        List<Client> crew = Crew.connect(loop, "stalled" + round + "-", STALLED, Notices.IGNORED, incidents);
        Crew.call(loop, crew, "events.subscribe", (client, n) -> "{\"pattern\":\"news.*\"}");
        crew.forEach(Client::stall);
        return crew;
    }

    private void phase(ServerProcess server, ClientLoop loop, Client publisher, Phases phases, Duration time) {
        publish(loop, publisher, phases, time);
        phases.mostResident = Math.max(phases.mostResident, server.residentKilobytes());
    }

    /// What is sent before the stalled sockets are full does not count.
    private void publish(ClientLoop loop, Client publisher, Phases phases, Duration time) {
        OpenLoop timetable = new OpenLoop(loop);
        Latency ignored = new Latency(0, 0);
        long start = System.nanoTime();
        long from = start + FULL_NANOS;
        timetable.every(start, PERIOD, intended -> {
            sent.add(new Sent(intended, intended >= from ? phases.latency : ignored));
            publisher.call("events.publish", Publication.of("news.today", sent.size() - 1, FILLER), result -> {});
        });
        timetable.runUntil(from + time.toNanos());
        loop.idle(SETTLE);
    }

    private void told(Client client, ByteBuffer buffer, int at, int length) {
        long number = Scan.number(buffer, at, length, NUMBER);
        if (number >= 0) {
            Sent publish = sent.get((int) number);
            publish.latency().record(publish.intended(), System.nanoTime());
        }
    }

    private static Section section(Phases without, Phases with, Incidents incidents) {
        List<String> header = new ArrayList<>(List.of("beside them"));
        header.addAll(Latency.HEADER);
        header.add("server RSS at most, MB");
        List<String> remarks = new ArrayList<>(incidents.lines());
        remarks.add(String.format(
                Locale.ROOT,
                "p99 with them over p99 without: %.2f.",
                with.latency.millis(99) / without.latency.millis(99)));
        return new Section(
                "`slow`: 20 subscribers of 70 stop reading",
                "SQLite, 100 durable publishes/s of 4 KB on one stream, open loop, from the intended time to each of 50"
                        + " neighbours. " + ROUNDS + " phases without and " + ROUNDS + " with 20 more subscribers that"
                        + " take nothing after their answer, in turns. Counted from 2 s on, when their sockets are full;"
                        + " after 10 s without progress the server closes them.",
                header,
                List.of(row("nobody", without), row("20 stalled readers", with)),
                remarks);
    }

    private static List<String> row(String beside, Phases phases) {
        List<String> cells = new ArrayList<>(List.of(beside));
        cells.addAll(phases.latency.cells());
        cells.add(Long.toString(phases.mostResident / 1024));
        return cells;
    }
}
