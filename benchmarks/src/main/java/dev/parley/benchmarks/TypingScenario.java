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

/// Users in sessions of five start and stop typing, open loop: how long until the last of the other four
/// knows. First a hundred users, then a thousand.
final class TypingScenario implements Scenario {
    private static final int FEW = 20;
    private static final int MANY = 200;
    private static final int MEMBERS = 5;
    private static final double FEW_MILLIS = 5;
    private static final double MANY_MILLIS = 30;
    private static final int SEED = 7;
    private static final long SECOND = 1_000_000_000;
    /// Nobody here repeats a start, and a lease without one ends after 10 s.
    private static final long LONGEST = 8 * SECOND;
    private static final Duration STRAGGLERS = Duration.ofSeconds(2);

    private int sessions;
    private boolean[] typing = {};
    private LastViewer<Integer> last = new LastViewer<>(new Latency(0, 0));
    private Latency lateness = new Latency(0, 0);

    @Override
    public String name() {
        return "typing";
    }

    @Override
    public Section run(Setting setting) {
        Incidents incidents = new Incidents();
        List<List<String>> rows = new ArrayList<>(rows(FEW, setting, incidents));
        rows.addAll(rows(MANY, setting, incidents));
        List<String> header = new ArrayList<>(List.of("users", "load"));
        header.addAll(Latency.HEADER);
        header.addAll(List.of("undone before seen", "never seen", "driver's own delay p99 ms", Target.HEADER));
        return new Section(
                "`typing`: 100 and 1 000 users in sessions of 5, to the last viewer",
                "From the intended time of a start or stop to the frame at the last of the other four. `even`: everybody"
                        + " changes every 2 s, the members of a session 0.4 s apart; that makes 50 and 500 changes/s. `random`: exponential gaps of 5 s"
                        + " on average, 8 s at most (seed 7); a session that spoke more than four times within a second is slowed"
                        + " down to one frame per 250 ms by design, which is what its tail shows.",
                header,
                rows,
                incidents.lines());
    }

    private List<List<String>> rows(int inSessions, Setting setting, Incidents incidents) {
        sessions = inSessions;
        typing = new boolean[sessions * MEMBERS];
        try (ServerProcess server = ServerProcess.start(setting.jar());
                ClientLoop loop = new ClientLoop(server)) {
            List<Client> users = Crew.connect(loop, "u", typing.length, this::told, incidents);
            Crew.call(loop, users.subList(0, sessions), "session.create", (client, n) -> session(n));
            Crew.call(loop, users, "session.join", (client, n) -> session(n));
            Random random = new Random(SEED);
            return List.of(
                    row("even", loop, setting, users, before -> 2 * SECOND),
                    row(
                            "random",
                            loop,
                            setting,
                            users,
                            before -> Math.min(LONGEST, (long) (-Math.log(1 - random.nextDouble()) * 5 * SECOND))));
        }
    }

    private String session(int user) {
        return "{\"session\":\"talk-" + user % sessions + "\"}";
    }

    private List<Integer> others(int user) {
        return IntStream.range(0, MEMBERS)
                .map(i -> user % sessions + i * sessions)
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
        return (int) IntStream.range(0, MEMBERS)
                .filter(i -> typing[user % sessions + i * sessions])
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
            long inSession = user.number() / sessions * (2 * SECOND / MEMBERS);
            long amongSessions = user.number() % sessions * (2 * SECOND / MEMBERS / sessions);
            change(timetable, start + inSession + amongSessions, user, gap);
        }
        timetable.runUntil(to + STRAGGLERS.toNanos());
        List<String> cells = new ArrayList<>(List.of(Integer.toString(users.size()), what));
        cells.addAll(last.latency().cells());
        cells.addAll(
                List.of(Long.toString(last.overtaken()), Long.toString(last.missing()), lateness.at(99), target()));
        return cells;
    }

    private String target() {
        return Target.cell(
                Target.below("p95", last.latency().millis(95), sessions == FEW ? FEW_MILLIS : MANY_MILLIS, " ms"));
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
