package dev.parley.server.attacks;

import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.Json;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Requests, tokens, patches and documents.
final class RequestTrips {
    /// Far more than a rate of one a second lets through.
    private static final int MOST_CALLS = 1_000;

    private RequestTrips() {}

    static List<Trip> all() {
        return List.of(
                Trip.of("ConnectionLimits maxMessageBytes", "connections.maxMessageBytes", 2_000, RequestTrips::large),
                Trip.of("ConnectionLimits maxBatch", server -> said(server, "[" + "1,".repeat(100) + "1]")),
                Trip.of("RequestReader JSON depth", server -> said(server, "[".repeat(73) + "]".repeat(73))),
                // More than two publishes at a time would be refused, but no more than two are read.
                Trip.bursting("ConnectionLimits maxUnanswered", "connections.maxUnanswered", 2, server -> {
                            assertThat(Trip.burst(server, "events.publish", i -> "{\"topic\":\"a.a\",\"data\":1}"))
                                    .containsExactly("answered");
                            return "the server reads no further";
                        })
                        .and("events.appendsInFlight", 2),
                Trip.of("ConnectionLimits maxGated", "connections.maxGated", 2, RequestTrips::gated),
                paced("connection"),
                paced("user"),
                paced("tenant"),
                bursting("connection"),
                bursting("user"),
                bursting("tenant"),
                Trip.of("TypingCalls resume.typing", RequestTrips::resumed),
                Trip.of(
                        "Grammar id",
                        server -> Trip.code(server, "session.get", "{\"session\":\"" + "x".repeat(129) + "\"}")),
                Trip.of(
                        "Topic topic, pattern",
                        server -> Trip.code(
                                server, "events.publish", "{\"topic\":\"a" + ".a".repeat(32) + "\",\"data\":1}")),
                Trip.of("Grammar user", server -> refusedToken(server, "dev:" + "u".repeat(256))),
                Trip.of("TokenSettings skewMillis", "token.skewMillis", 0, RequestTrips::expired),
                Trip.of(
                        "TokenSettings maxTokenChars",
                        "token.maxTokenChars",
                        100,
                        server -> code(server, Keyring.token("acme", "ana", Grants.ALL))),
                Trip.of(
                        "TokenClaims entries",
                        server -> code(server, Keyring.token("acme", "ana", new Grants(tooMany(), List.of())))),
                Trip.of(
                        "PatchLimits patchOperations",
                        "patches.operations",
                        3,
                        server -> Trip.patched(server, tests(4))),
                Trip.of(
                        "PatchLimits patchBytes",
                        "patches.bytes",
                        100,
                        server -> Trip.patched(server, add("/z", text(100)))),
                Trip.of(
                        "PatchLimits pointerChars",
                        "patches.pointerChars",
                        5,
                        server -> Trip.patched(server, add("/zzzzz", "1"))),
                Trip.of(
                        "DocumentLimits documentBytes",
                        "sessions.document.bytes",
                        100,
                        server -> Trip.patched(server, add("/z", text(200)))),
                Trip.of(
                        "DocumentLimits documentDepth",
                        "sessions.document.depth",
                        3,
                        server -> Trip.patched(server, add("/z", "[[[]]]"))),
                Trip.of(
                        "DocumentLimits documentNodes",
                        "sessions.document.nodes",
                        5,
                        server -> Trip.patched(server, add("/z", "[1,2,3,4]"))),
                Trip.of(
                        "DocumentLimits documentMembers",
                        "sessions.document.members",
                        3,
                        server -> Trip.patched(server, add("/z", "[1,2,3,4]"))));
    }

    /// One a second in the long run: the second of two calls comes too early.
    private static Trip paced(String whose) {
        return Trip.of(
                        "RateLimits " + whose + ".perSecond",
                        "rates." + whose + ".perSecond",
                        1,
                        server -> calls(server, whose))
                .and("rates." + whose + ".burst", 1);
    }

    /// Two at once, and hardly one more ever.
    private static Trip bursting(String whose) {
        return Trip.of("RateLimits " + whose + ".burst", "rates." + whose + ".burst", 2, server -> calls(server, whose))
                .and("rates." + whose + ".perSecond", 1);
    }

    private static String calls(RunningServer server, String whose) {
        try (TestClient client = server.client("a")) {
            Json answer = client.call("session.get", "{\"session\":\"none\"}");
            for (int i = 0; i < MOST_CALLS && Trip.codeOf(answer).equals("NOT_FOUND"); i++) {
                answer = client.call("session.get", "{\"session\":\"none\"}");
            }
            assertThat(number(answer, "/error/data/retryAfterMs")).isBetween(1L, 1_000L);
            assertThat(TestClient.text(answer, "/error/data/limit")).isEqualTo(whose + "Calls");
            return Trip.codeOf(answer);
        }
    }

    private static String large(RunningServer server) throws IOException {
        try (RawSocket socket = RawSocket.connected(server, "large")) {
            socket.text(text(2_000));
            return "close " + socket.closeFrame().closeCode();
        }
    }

    private static String said(RunningServer server, String message) throws IOException {
        try (RawSocket socket = RawSocket.connected(server, "odd")) {
            socket.text(message);
            return Trip.codeOf(json(socket.frame().text()));
        }
    }

    private static String gated(RunningServer server) throws IOException {
        try (RawSocket socket = RawSocket.upgraded(server)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(
                    frame("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"connect\",\"params\":{\"token\":\"dev:a\"}}"));
            for (int i = 1; i <= 3; i++) {
                all.writeBytes(frame("{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"no.such\"}"));
            }
            socket.bytes(all.toByteArray());
            Json first = json(socket.frame().text());
            assertThat(first.toString()).contains("gatedRequests");
            return Trip.codeOf(first);
        }
    }

    private static byte[] frame(String text) {
        return RawSocket.frameOf(true, 1, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String resumed(RunningServer server) {
        try (TestClient client = server.anonymous()) {
            String contexts = String.join(",", Collections.nCopies(65, "{\"session\":\"s\"}"));
            return Trip.code(client, "connect", "{\"token\":\"dev:a\",\"resume\":{\"typing\":[" + contexts + "]}}");
        }
    }

    private static String refusedToken(RunningServer server, String token) {
        assertThat(code(server, token)).isEqualTo("UNAUTHENTICATED");
        return "the token is refused";
    }

    private static String code(RunningServer server, String token) {
        try (TestClient client = server.anonymous()) {
            return Trip.code(client, "connect", "{\"token\":\"" + token + "\"}");
        }
    }

    private static String expired(RunningServer server) {
        return code(server, Keyring.token("acme", "ana", Grants.ALL, -5_000));
    }

    private static List<Grants.ForSessions> tooMany() {
        return IntStream.range(0, 257)
                .mapToObj(i -> new Grants.ForSessions("s" + i, Role.VIEWER))
                .toList();
    }

    private static String tests(int count) {
        return String.join(",", Collections.nCopies(count, "{\"op\":\"test\",\"path\":\"/n\",\"value\":1}"));
    }

    private static String add(String path, String value) {
        return "{\"op\":\"add\",\"path\":\"" + path + "\",\"value\":" + value + "}";
    }

    private static String text(int characters) {
        return "\"" + "a".repeat(characters) + "\"";
    }
}
