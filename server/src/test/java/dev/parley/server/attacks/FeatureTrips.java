package dev.parley.server.attacks;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.util.List;
import java.util.function.Consumer;

/// Sessions, typing, events and the store.
final class FeatureTrips {
    private static final String SUBSCRIBED = "{\"pattern\":\"%s.a\"}";

    private FeatureTrips() {}

    static List<Trip> all() {
        return List.of(
                Trip.of("StartBudget starts", server -> {
                    try (TestClient typist = server.client("typist")) {
                        Trip.create(typist, "s");
                        typist.result("session.join", "{\"session\":\"s\"}");
                        for (int i = 0; i < 40; i++) {
                            assertThat(typist.result("typing.start", "{\"session\":\"s\"}"))
                                    .isEqualTo(json("{}"));
                        }
                        return "dropped, answered {}";
                    }
                }),
                Trip.of("SessionSettings rebuilds", "sessions.rebuilds", 0, FeatureTrips::oldBase)
                        .and("sessions.window.always", 1)
                        .and("sessions.window.most", 1),
                Trip.of("SessionSettings members", "sessions.members", 1, server -> {
                    try (TestClient owner = server.client("owner")) {
                        Trip.create(owner, "s");
                        return Trip.code(owner, "session.setRole", role("ben"));
                    }
                }),
                Trip.bursting("SessionSettings appendsInFlight", "sessions.appendsInFlight", 1, FeatureTrips::roles),
                Trip.bursting("SessionSettings bytesInFlight", "sessions.bytesInFlight", 1, FeatureTrips::roles),
                Trip.bursting(
                        "SessionSettings waiting",
                        "sessions.waiting",
                        1,
                        server -> Trip.only(
                                "RATE_LIMITED", Trip.burst(server, "session.get", i -> "{\"session\":\"none\"}"))),
                Trip.of("TypingTimers ttlMillis", "typing.ttlMillis", 200, typing(typist -> {}))
                        .and("typing.heartbeatMillis", 50)
                        .and("typing.idleMillis", 50)
                        .and("typing.sweepMillis", 20),
                Trip.of("TypingTimers graceMillis", "typing.graceMillis", 100, typing(TestClient::vanish)),
                Trip.of(
                        "TypingTimers repeatMillis",
                        "typing.repeatMillis",
                        100,
                        server -> viewing(server, viewer -> {
                            long rev = number(viewer.notice("typing.state"), "/rev");
                            assertThat(number(viewer.notice("typing.state"), "/rev"))
                                    .isEqualTo(rev);
                        })),
                Trip.of(
                        "TypingTimers viewTtlMillis",
                        "typing.viewTtlMillis",
                        1_234,
                        server -> viewing(
                                server,
                                viewer -> assertThat(number(viewer.notice("typing.state"), "/ttlMs"))
                                        .isEqualTo(1_234))),
                Trip.of(
                        "TypingTimers heartbeatMillis",
                        "typing.heartbeatMillis",
                        1_234,
                        server -> told(server, "typingHeartbeatMs", 1_234)),
                Trip.of(
                        "TypingTimers idleMillis",
                        "typing.idleMillis",
                        1_234,
                        server -> told(server, "typingIdleMs", 1_234)),
                Trip.of("PresenceTimers presence grace", "presence.graceMillis", 50, FeatureTrips::lost),
                Trip.of(
                        "EventLimits dataBytes",
                        "events.dataBytes",
                        10,
                        server -> Trip.code(server, "events.publish", event("a.a", "\"" + "x".repeat(10) + "\""))),
                Trip.of(
                        "EventLimits attributeCharacters",
                        "events.attributeCharacters",
                        5,
                        server -> Trip.code(
                                server, "events.publish", "{\"topic\":\"a.a\",\"data\":1,\"source\":\"sixsix\"}")),
                Trip.bursting("EventLimits appendsInFlight", "events.appendsInFlight", 1, FeatureTrips::events),
                Trip.bursting("EventLimits appendBytesInFlight", "events.appendBytesInFlight", 1, FeatureTrips::events),
                Trip.bursting("EventLimits callsWaiting", "events.callsWaiting", 1, FeatureTrips::events),
                // One page of the log is being read, one call waits, the next is refused.
                Trip.bursting("EventLimits callsPerConnection", "events.callsPerConnection", 1, server -> {
                            try (TestClient client = server.client("a")) {
                                for (int i = 0; i < 5; i++) {
                                    client.result("events.publish", event("a.a", "1"));
                                }
                            }
                            return histories(server);
                        })
                        .and("events.recentEvents", 1),
                Trip.of("EventLimits subscriptionsPerConnection", "events.subscriptionsPerConnection", 1, server -> {
                    try (TestClient client = server.client("a")) {
                        client.result("events.subscribe", SUBSCRIBED.formatted("one"));
                        return Trip.code(client, "events.subscribe", SUBSCRIBED.formatted("two"));
                    }
                }),
                Trip.of("EventLimits streamsPerLane", "events.streamsPerLane", 1, server -> {
                            try (TestClient client = server.client("a")) {
                                client.result("events.subscribe", SUBSCRIBED.formatted("one"));
                                return Trip.code(client, "events.subscribe", SUBSCRIBED.formatted("two"));
                            }
                        })
                        .and("loops", 1),
                Trip.of(
                        "EventLimits historyPage",
                        "events.historyPage",
                        2,
                        server -> Trip.code(server, "events.history", "{\"pattern\":\"a.a\",\"limit\":3}")),
                Trip.of("EventLimits historyPageBytes", "events.historyPageBytes", 10, server -> {
                    try (TestClient client = server.client("a")) {
                        client.result("events.publish", event("a.a", "\"" + "x".repeat(20) + "\""));
                        client.result("events.publish", event("a.a", "2"));
                        Json page = client.result("events.history", "{\"pattern\":\"a.a\"}");
                        assertThat(((JsonArray) at(page, "/events")).items()).hasSize(1);
                        assertThat(has(page, "/next")).isTrue();
                        return "the page ends, with next";
                    }
                }),
                Trip.of(
                        "EventLimits lastEvents",
                        "events.lastEvents",
                        2,
                        server -> Trip.code(server, "events.subscribe", "{\"pattern\":\"a.a\",\"from\":{\"last\":3}}")),
                Trip.of("EventLimits positionMillis", "events.positionMillis", 50, server -> {
                    try (TestClient client = server.client("a")) {
                        client.result("events.subscribe", SUBSCRIBED.formatted("a"));
                        client.result("events.publish", event("a.other", "1"));
                        assertThat(number(client.notice("events.position"), "/offset"))
                                .isEqualTo(1);
                        return Trip.NOTHING;
                    }
                }),
                Trip.bursting("StoreSettings maxQueuedRecords", "store.maxQueuedRecords", 1, FeatureTrips::fullQueue),
                Trip.bursting("StoreSettings busyRetryMillis", "store.busyRetryMillis", 77, server -> {
                            assertThat(Trip.answers(server, "events.publish", i -> event("a.a", "1")))
                                    .anyMatch(answer -> has(answer, "/error/data/retryAfterMs")
                                            && number(answer, "/error/data/retryAfterMs") == 77);
                            return Trip.NOTHING;
                        })
                        .and("store.maxQueuedRecords", 1),
                Trip.bursting("StoreSettings maxQueuedBytes", "store.maxQueuedBytes", 1, FeatureTrips::fullQueue),
                Trip.bursting(
                                "StoreSettings maxQueuedReads",
                                "store.maxQueuedReads",
                                1,
                                server -> Trip.only(
                                        "STORE_UNAVAILABLE",
                                        Trip.burst(server, "session.get", i -> "{\"session\":\"none" + i + "\"}")))
                        .and("store.readers", 1),
                Trip.of(
                        "StoreSettings minFreeBytes",
                        "store.minFreeBytes",
                        Long.MAX_VALUE,
                        server -> Trip.code(server, "events.publish", event("a.a", "1"))));
    }

    /// A patch on the second version when two others have followed it: the first is always in memory.
    private static String oldBase(RunningServer server) {
        try (TestClient author = server.client("author");
                TestClient late = server.client("late")) {
            String epoch = Trip.create(author, "s");
            for (int i = 1; i <= 3; i++) {
                author.result("session.patch", patch(epoch, i, i));
            }
            return Trip.code(late, "session.patch", patch(epoch, 2, 1));
        }
    }

    private static String patch(String epoch, int base, int seq) {
        return """
                {"session":"s","epoch":%s,"baseVersion":%d,"clientSeq":%d,
                 "patch":[{"op":"add","path":"/k%d","value":1}]}""".formatted(epoch, base, seq, seq);
    }

    private static String role(String user) {
        return "{\"session\":\"s\",\"user\":\"" + user + "\",\"role\":\"viewer\"}";
    }

    private static String event(String topic, String data) {
        return "{\"topic\":\"" + topic + "\",\"data\":" + data + "}";
    }

    private static String roles(RunningServer server) throws java.io.IOException {
        try (TestClient owner = server.client("burst")) {
            Trip.create(owner, "s");
        }
        return Trip.only("RATE_LIMITED", Trip.burst(server, "session.setRole", i -> role("u" + i)));
    }

    private static String events(RunningServer server) throws java.io.IOException {
        return Trip.only("RATE_LIMITED", Trip.burst(server, "events.publish", i -> event("a.a", "1")));
    }

    private static String histories(RunningServer server) throws java.io.IOException {
        return Trip.only("RATE_LIMITED", Trip.burst(server, "events.history", i -> SUBSCRIBED.formatted("a")));
    }

    private static String fullQueue(RunningServer server) throws java.io.IOException {
        try (TestClient owner = server.client("burst")) {
            Trip.create(owner, "s");
        }
        return "sessions: " + Trip.only("STORE_UNAVAILABLE", Trip.burst(server, "session.setRole", i -> role("u" + i)))
                + ", streams: " + events(server);
    }

    /// Somebody types, and then does what may end it.
    private static Trip.Pull typing(Consumer<TestClient> andThen) {
        return server -> {
            try (TestClient viewer = server.client("viewer");
                    TestClient typist = server.client("typist")) {
                startTyping(viewer, typist);
                andThen.accept(typist);
                viewer.await(message -> has(message, "/params/count") && number(message, "/params/count") == 0);
                return "the lease ends";
            }
        };
    }

    private static void startTyping(TestClient viewer, TestClient typist) {
        Trip.create(viewer, "s");
        viewer.result("session.join", "{\"session\":\"s\"}");
        typist.result("session.join", "{\"session\":\"s\"}");
        typist.result("typing.start", "{\"session\":\"s\"}");
    }

    private static String viewing(RunningServer server, Consumer<TestClient> look) {
        try (TestClient viewer = server.client("viewer");
                TestClient typist = server.client("typist")) {
            startTyping(viewer, typist);
            look.accept(viewer);
            return Trip.NOTHING;
        }
    }

    private static String told(RunningServer server, String timer, long value) {
        try (TestClient client = server.anonymous()) {
            assertThat(number(client.result("connect", "{\"token\":\"dev:a\"}"), "/timers/" + timer))
                    .isEqualTo(value);
            return Trip.NOTHING;
        }
    }

    private static String lost(RunningServer server) {
        try (TestClient viewer = server.client("viewer");
                TestClient gone = server.client("gone")) {
            Trip.create(viewer, "s");
            viewer.result("session.join", "{\"session\":\"s\"}");
            gone.result("session.join", "{\"session\":\"s\"}");
            gone.vanish();
            Json left = viewer.await(message -> message.toString().contains("lost"));
            assertThat(at(left, "/method")).isEqualTo(json("\"presence.changed\""));
            return "presence.changed with lost";
        }
    }
}
