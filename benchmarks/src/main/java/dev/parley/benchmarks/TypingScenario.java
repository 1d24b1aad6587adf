package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/// A hundred users in twenty sessions start and stop typing, open loop: how long until the last of the
/// other four knows.
final class TypingScenario implements Scenario {
    private static final int SESSIONS = 20;
    private static final int MEMBERS = 5;
    private static final int SEED = 7;
    private static final long SECOND = 1_000_000_000;
    /// Nobody here repeats a start, and a lease without one ends after 10 s.
    private static final long LONGEST = 8 * SECOND;
    private static final Duration STRAGGLERS = Duration.ofSeconds(2);

    private final boolean[] typing = new boolean[SESSIONS * MEMBERS];
    private LastViewer<Integer> last = new LastViewer<>(new Latency(0, 0));
    private Latency lateness = new Latency(0, 0);

    @Override
    public String name() {
        return "typing";
    }

    @Override
    public Section run(Setting setting) {
        Incidents incidents = new Incidents();
        List<List<String>> rows = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(setting.jar());
                ClientLoop loop = new ClientLoop(server.url())) {
            List<Client> users = Crew.connect(loop, "u", SESSIONS * MEMBERS, this::told, incidents);
            List<Client> firsts =
                    users.stream().filter(user -> user.number() < SESSIONS).toList();
            Crew.call(loop, firsts, "session.create", (client, n) -> session(n));
            Crew.call(loop, users, "session.join", (client, n) -> session(n));
            Random random = new Random(SEED);
            rows.add(row("even, 50 changes/s", loop, setting, users, before -> 2 * SECOND));
            rows.add(row(
                    "random, 25 changes/s",
                    loop,
                    setting,
                    users,
                    before -> Math.min(LONGEST, (long) (-Math.log(1 - random.nextDouble()) * 5 * SECOND))));
        }
        List<String> header = new ArrayList<>(List.of("load"));
        header.addAll(Latency.HEADER);
        header.addAll(List.of("undone before seen", "never seen", "driver's own delay p99 ms"));
        return new Section(
                "`typing`: 100 users in 20 sessions of 5, to the last viewer",
                "From the intended time of a start or stop to the frame at the last of the other four. `even`: everybody"
                        + " changes every 2 s, the members of a session 0.4 s apart. `random`: exponential gaps of 5 s"
                        + " on average, 8 s at most (seed 7); a session that spoke more than four times within a second is slowed"
                        + " down to one frame per 250 ms by design, which is what its tail shows.",
                header,
                rows,
                incidents.lines());
    }

    private static String session(int user) {
        return "{\"session\":\"talk-" + user % SESSIONS + "\"}";
    }

    private static List<Integer> others(int user) {
        return IntStream.range(0, MEMBERS)
                .map(i -> user % SESSIONS + i * SESSIONS)
                .filter(other -> other != user)
                .boxed()
                .toList();
    }

    private void told(Client viewer, ByteBuffer buffer, int at, int length) {
        long now = System.nanoTime();
        JsonNode notice = Client.read(buffer, at, length);
        if (!notice.path("method").asText().equals("typing.state")) {
            return;
        }
        Frame frame = Frame.of(notice.path("params"));
        int expected = expected(viewer.number());
        for (int other : others(viewer.number())) {
            if (frame.shows(other, typing[other], expected)) {
                last.seen(other, viewer.number(), now);
            }
        }
    }

    /// How many of a user's session, himself included, are meant to be typing.
    private int expected(int user) {
        return (int) IntStream.range(0, typing.length)
                .filter(other -> other % SESSIONS == user % SESSIONS && typing[other])
                .count();
    }

    /// A state frame: it names the first few who type and counts all.
    private record Frame(Set<String> named, int count) {
        static Frame of(JsonNode params) {
            Set<String> named = new HashSet<>();
            params.path("top").forEach(typist -> named.add(typist.path("user").asText()));
            return new Frame(named, params.path("count").asInt());
        }

        /// Whether the frame says of a user what is so: by name, or by the count where not all are named.
        boolean shows(int user, boolean types, int expected) {
            if (named.contains("u" + user)) {
                return types;
            }
            return count > named.size() ? count == expected : !types;
        }
    }

    private List<String> row(String what, ClientLoop loop, Setting setting, List<Client> users, LongUnaryOperator gap) {
        long start = System.nanoTime();
        long from = start + setting.warmUp().toNanos();
        long to = from + setting.measured().toNanos();
        last = new LastViewer<>(new Latency(from, to));
        lateness = new Latency(from, to);
        OpenLoop timetable = new OpenLoop(loop);
        for (Client user : users) {
            long inSession = user.number() / SESSIONS * (2 * SECOND / MEMBERS);
            long amongSessions = user.number() % SESSIONS * (2 * SECOND / MEMBERS / SESSIONS);
            change(timetable, start + inSession + amongSessions, user, gap);
        }
        timetable.runUntil(to + STRAGGLERS.toNanos());
        List<String> cells = new ArrayList<>(List.of(what));
        cells.addAll(last.latency().cells());
        cells.addAll(List.of(Long.toString(last.overtaken()), Long.toString(last.missing()), lateness.at(99)));
        return cells;
    }

    private void change(OpenLoop timetable, long at, Client user, LongUnaryOperator gap) {
        timetable.at(at, intended -> {
            int number = user.number();
            typing[number] = !typing[number];
            last.begins(number, intended, others(number));
            user.notify(typing[number] ? "typing.start" : "typing.stop", session(number));
            lateness.record(intended, System.nanoTime());
            change(timetable, intended + gap.applyAsLong(intended), user, gap);
        });
    }
}
