package dev.parley.server.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What one tenant's users do, in one order, made from a seed. All tenants use the same few names for everything;
/// only what they write has their own mark.
///
/// Texts in `<…>` stand for what the server has said meanwhile; [TenantRun] fills them in.
final class TenantScript {
    /// Each slot is a connection: two devices of one user, and another user whose device has the same name.
    static final List<String> USERS = List.of("ana", "ana", "ben");

    static final List<String> DEVICES = List.of("d0", "d1", "d0");
    static final List<String> SESSIONS = List.of("s0", "s1");
    static final List<String> STREAMS = List.of("t0", "t1");
    /// More changes of who types within a second would be told by the clock instead of one by one.
    private static final int STARTS = 2;

    private final Random random;
    private final String mark;
    private final int[] starts = new int[SESSIONS.size()];
    private int number;

    private TenantScript(Random random, String mark) {
        this.random = random;
        this.mark = mark;
    }

    /// One call of one slot; `reconnect` is a new connection of the same user and device instead.
    record Step(int slot, String method, String params) {
        boolean reconnects() {
            return method.equals("reconnect");
        }

        /// The one that it is about.
        String session() {
            return SESSIONS.stream().filter(params::contains).findFirst().orElseThrow();
        }
    }

    /// @param mark in all that the tenant writes, and nowhere else
    static List<Step> of(Random random, String mark, int length) {
        TenantScript script = new TenantScript(random, mark);
        List<Step> steps = new ArrayList<>();
        for (String session : SESSIONS) {
            steps.add(script.create(session));
        }
        while (steps.size() < length) {
            steps.add(script.step());
        }
        return steps;
    }

    private Step create(String session) {
        return step(
                "session.create",
                "{\"session\":\"%s\",\"joinRole\":\"%s\",\"document\":{\"by\":\"%s\"}}"
                        .formatted(session, one(List.of("editor", "viewer", "none")), mark));
    }

    private Step step() {
        String session = one(SESSIONS);
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> step("session.join", "{\"session\":\"%s\"}".formatted(session));
            case 3 -> step("session.leave", "{\"session\":\"%s\"}".formatted(session));
            case 4 -> step("session.get", "{\"session\":\"%s\"}".formatted(session));
            case 5, 6, 7 -> patch(session);
            case 8 -> role(session);
            case 9 -> type(session);
            case 10, 11, 12 -> publish();
            case 13 -> subscribe();
            case 14 -> step("events.history", "{\"pattern\":\"%s.**\"}".formatted(one(STREAMS)));
            default -> oddity(session);
        };
    }

    private Step patch(String session) {
        String typing = random.nextInt(4) == 0 ? ",\"typing\":{}" : "";
        return step("session.patch", """
                {"session":"%s","epoch":<epoch %s>,"baseVersion":<version %s>,"clientSeq":<seq>,
                 "patch":[{"op":"add","path":"/k%d","value":"%s"}]%s}""".formatted(session, session, session, random.nextInt(4), written(), typing));
    }

    private Step role(String session) {
        return step(
                "session.setRole",
                "{\"session\":\"%s\",\"user\":\"ben\",\"role\":\"%s\"}"
                        .formatted(session, one(List.of("editor", "viewer", "none"))));
    }

    private Step type(String session) {
        String params = "{\"session\":\"%s\"}".formatted(session);
        boolean starts = random.nextBoolean() && this.starts[SESSIONS.indexOf(session)]++ < STARTS;
        return step(starts ? "typing.start" : "typing.stop", params);
    }

    private Step publish() {
        return step(
                "events.publish",
                "{\"topic\":\"%s.%s\",\"id\":\"e%d\",\"data\":\"%s\"}"
                        .formatted(one(STREAMS), one(List.of("x", "y")), random.nextInt(30), written()));
    }

    private Step subscribe() {
        return step(
                "events.subscribe",
                "{\"pattern\":\"%s.%s\",\"from\":%s}"
                        .formatted(
                                one(STREAMS),
                                one(List.of("x", "*", "**")),
                                one(List.of("\"latest\"", "\"earliest\"", "{\"last\":2}"))));
    }

    private Step oddity(String session) {
        return switch (random.nextInt(4)) {
            case 0 -> create(session);
            case 1 -> step("events.unsubscribe", "{\"subscription\":\"<subscription>\"}");
            default -> step("reconnect", "");
        };
    }

    private Step step(String method, String params) {
        return new Step(random.nextInt(USERS.size()), method, params);
    }

    private String written() {
        return mark + " " + ++number;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
