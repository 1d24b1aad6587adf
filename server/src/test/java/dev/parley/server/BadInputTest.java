package dev.parley.server;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.number;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.shared.ErrorCode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything malformed, oversized, unauthorised or unknown has its code, changes nothing, and leaves the connection
/// and its neighbours alone.
class BadInputTest {
    private static final String LONG_ID = "x".repeat(129);

    private static RunningServer server;
    private static TestClient sender;
    private static TestClient neighbour;
    private static long epoch;
    /// Every patch has a number of its own: a refusal is settled under it.
    private static long clientSeq;
    private static String hash;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        sender = server.client("sender");
        neighbour = server.client("neighbour");
        sender.result(
                "session.create", "{\"session\":\"doc\",\"document\":{\"n\":1,\"l\":[1,2]},\"joinRole\":\"editor\"}");
        Json joined = sender.result("session.join", "{\"session\":\"doc\"}");
        epoch = number(joined, "/epoch");
        hash = text(joined, "/hash");
        neighbour.result("session.create", "{\"session\":\"private\",\"joinRole\":\"none\"}");
        neighbour.result("session.join", "{\"session\":\"doc\"}");
        neighbour.result("events.subscribe", "{\"pattern\":\"orders.**\"}");
        sender.result("session.create", "{\"session\":\"view\",\"document\":{},\"joinRole\":\"viewer\"}");
    }

    @AfterAll
    static void stop() {
        sender.close();
        neighbour.close();
        server.close();
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                // the envelope
                call("unknown method", "no.such", "{}", ErrorCode.METHOD_NOT_FOUND),
                call("params as an array", "session.get", "[\"doc\"]", ErrorCode.INVALID_PARAMS),
                call("params as a number", "session.get", "7", ErrorCode.INVALID_PARAMS),
                call("a second connect", "connect", "{\"token\":\"dev:sender\"}", ErrorCode.CONFLICT),
                // sessions
                call("no session", "session.join", "{}", ErrorCode.INVALID_PARAMS),
                call("session of a wrong type", "session.join", "{\"session\":5}", ErrorCode.INVALID_PARAMS),
                call("session with a blank", "session.join", "{\"session\":\"a b\"}", ErrorCode.INVALID_ID),
                call("session too long", "session.join", "{\"session\":\"" + LONG_ID + "\"}", ErrorCode.INVALID_ID),
                call("unknown session", "session.join", "{\"session\":\"nowhere\"}", ErrorCode.NOT_FOUND),
                call("a session that is another's", "session.join", "{\"session\":\"private\"}", ErrorCode.NOT_FOUND),
                call("get of another's", "session.get", "{\"session\":\"private\"}", ErrorCode.NOT_FOUND),
                call("create of a taken id", "session.create", "{\"session\":\"doc\"}", ErrorCode.CONFLICT),
                call("unknown join role", "session.create", "{\"joinRole\":\"king\"}", ErrorCode.INVALID_PARAMS),
                call("a schema, not built yet", "session.create", "{\"schema\":{}}", ErrorCode.INVALID_PARAMS),
                call(
                        "since of a wrong type",
                        "session.join",
                        "{\"session\":\"doc\",\"since\":3}",
                        ErrorCode.INVALID_PARAMS),
                call("pending work of another epoch", "session.join", since("1", "1", "true"), ErrorCode.EPOCH_CHANGED),
                call(
                        "pending work from the future",
                        "session.join",
                        since("EPOCH", "99", "true"),
                        ErrorCode.INVALID_VERSION),
                call("leave of an unknown session", "session.leave", "{\"session\":\"nowhere\"}", ErrorCode.NOT_FOUND),
                call(
                        "a role for nobody",
                        "session.setRole",
                        "{\"session\":\"nowhere\",\"user\":\"u\",\"role\":\"viewer\"}",
                        ErrorCode.NOT_FOUND),
                call(
                        "an unknown role",
                        "session.setRole",
                        "{\"session\":\"doc\",\"user\":\"u\",\"role\":\"king\"}",
                        ErrorCode.INVALID_PARAMS),
                // patches
                patch("not an array", "{}", ErrorCode.INVALID_PARAMS),
                patch("not an operation", "[5]", ErrorCode.INVALID_PATCH),
                patch("unknown op", "[{\"op\":\"burn\",\"path\":\"/n\"}]", ErrorCode.INVALID_PATCH),
                patch("no path", "[{\"op\":\"remove\"}]", ErrorCode.INVALID_PATCH),
                patch("no value", "[{\"op\":\"add\",\"path\":\"/z\"}]", ErrorCode.INVALID_PATCH),
                patch("path without slash", "[{\"op\":\"remove\",\"path\":\"n\"}]", ErrorCode.INVALID_PATCH),
                patch("bad escape", "[{\"op\":\"remove\",\"path\":\"/~2\"}]", ErrorCode.INVALID_PATCH),
                patch("missing target", "[{\"op\":\"remove\",\"path\":\"/nope\"}]", ErrorCode.INVALID_PATCH),
                patch(
                        "index out of range",
                        "[{\"op\":\"replace\",\"path\":\"/l/7\",\"value\":1}]",
                        ErrorCode.INVALID_PATCH),
                patch(
                        "index with zero",
                        "[{\"op\":\"replace\",\"path\":\"/l/01\",\"value\":1}]",
                        ErrorCode.INVALID_PATCH),
                patch("removing the whole", "[{\"op\":\"remove\",\"path\":\"\"}]", ErrorCode.INVALID_PATCH),
                patch(
                        "a number that is not exact",
                        "[{\"op\":\"add\",\"path\":\"/z\",\"value\":9007199254740993}]",
                        ErrorCode.INVALID_PATCH),
                patch(
                        "second op fails",
                        "[{\"op\":\"add\",\"path\":\"/z\",\"value\":1},{\"op\":\"remove\",\"path\":\"/q\"}]",
                        ErrorCode.INVALID_PATCH),
                patch("false test", "[{\"op\":\"test\",\"path\":\"/n\",\"value\":2}]", ErrorCode.TEST_FAILED),
                patch(
                        "pointer too long",
                        "[{\"op\":\"remove\",\"path\":\"/" + "a".repeat(1_100) + "\"}]",
                        ErrorCode.LIMIT_EXCEEDED),
                patch(
                        "too many operations",
                        "["
                                + String.join(
                                        ",",
                                        java.util.Collections.nCopies(
                                                1_001, "{\"op\":\"test\",\"path\":\"/n\",\"value\":1}"))
                                + "]",
                        ErrorCode.LIMIT_EXCEEDED),
                patch(
                        "too many bytes",
                        "[{\"op\":\"add\",\"path\":\"/z\",\"value\":\"" + "a".repeat(70_000) + "\"}]",
                        ErrorCode.LIMIT_EXCEEDED),
                patch(
                        "chained copies",
                        "[{\"op\":\"add\",\"path\":\"/z\",\"value\":\"" + "a".repeat(1_000) + "\"}," + copies(16) + "]",
                        ErrorCode.LIMIT_EXCEEDED),
                patch(
                        "too deep",
                        "[{\"op\":\"add\",\"path\":\"/z\",\"value\":" + "[".repeat(65) + "]".repeat(65) + "}]",
                        ErrorCode.LIMIT_EXCEEDED),
                submit("version from the future", "EPOCH", "99", "\"SEQ\"", "[]", ErrorCode.INVALID_VERSION),
                submit("negative version", "EPOCH", "-1", "\"SEQ\"", "[]", ErrorCode.INVALID_VERSION),
                submit("another epoch", "1", "1", "\"SEQ\"", "[]", ErrorCode.EPOCH_CHANGED),
                submit("clientSeq zero", "EPOCH", "1", "0", "[]", ErrorCode.INVALID_PARAMS),
                submit("clientSeq of a wrong type", "EPOCH", "1", "\"one\"", "[]", ErrorCode.INVALID_PARAMS),
                call(
                        "patch of an unknown session",
                        "session.patch",
                        "{\"session\":\"nowhere\",\"epoch\":1,\"baseVersion\":1,\"clientSeq\":1,\"patch\":[]}",
                        ErrorCode.NOT_FOUND),
                call(
                        "unknown mode",
                        "session.patch",
                        "{\"session\":\"doc\",\"epoch\":1,\"baseVersion\":1,\"clientSeq\":1,\"patch\":[],\"mode\":\"maybe\"}",
                        ErrorCode.INVALID_PARAMS),
                // typing
                call("typing without a join", "typing.start", "{\"session\":\"nowhere\"}", ErrorCode.NOT_FOUND),
                call(
                        "unknown kind",
                        "typing.start",
                        "{\"session\":\"doc\",\"kind\":\"singing\"}",
                        ErrorCode.INVALID_PARAMS),
                call(
                        "a scope, not built yet",
                        "typing.start",
                        "{\"session\":\"doc\",\"scope\":\"thread:1\"}",
                        ErrorCode.INVALID_PARAMS),
                call("seq zero", "typing.stop", "{\"session\":\"doc\",\"seq\":0}", ErrorCode.INVALID_PARAMS),
                // events
                call("no topic", "events.publish", "{\"data\":1}", ErrorCode.INVALID_PARAMS),
                call("no data", "events.publish", "{\"topic\":\"orders.a\"}", ErrorCode.INVALID_PARAMS),
                call("bad topic", "events.publish", "{\"topic\":\"orders..a\",\"data\":1}", ErrorCode.INVALID_TOPIC),
                call(
                        "topic with a wildcard",
                        "events.publish",
                        "{\"topic\":\"orders.*\",\"data\":1}",
                        ErrorCode.INVALID_TOPIC),
                call(
                        "topic too long",
                        "events.publish",
                        "{\"topic\":\"orders." + "a.".repeat(130) + "a\",\"data\":1}",
                        ErrorCode.INVALID_TOPIC),
                call(
                        "bad event id",
                        "events.publish",
                        "{\"topic\":\"orders.a\",\"data\":1,\"id\":\"a b\"}",
                        ErrorCode.INVALID_ID),
                call(
                        "data too large",
                        "events.publish",
                        "{\"topic\":\"orders.a\",\"data\":\"" + "a".repeat(70_000) + "\"}",
                        ErrorCode.LIMIT_EXCEEDED),
                call(
                        "head is elsewhere",
                        "events.publish",
                        "{\"topic\":\"orders.a\",\"data\":1,\"expectedOffset\":55}",
                        ErrorCode.CONFLICT),
                call(
                        "a producer, not built yet",
                        "events.publish",
                        "{\"topic\":\"orders.a\",\"data\":1,\"producer\":{}}",
                        ErrorCode.INVALID_PARAMS),
                call("bad pattern", "events.subscribe", "{\"pattern\":\"orders.**.a\"}", ErrorCode.INVALID_PATTERN),
                call(
                        "pattern without a stream",
                        "events.subscribe",
                        "{\"pattern\":\"*.a\"}",
                        ErrorCode.INVALID_PATTERN),
                call(
                        "from of a wrong type",
                        "events.subscribe",
                        "{\"pattern\":\"orders.a\",\"from\":7}",
                        ErrorCode.INVALID_PARAMS),
                call(
                        "unknown from",
                        "events.subscribe",
                        "{\"pattern\":\"orders.a\",\"from\":\"middle\"}",
                        ErrorCode.INVALID_PARAMS),
                call(
                        "position of another epoch",
                        "events.subscribe",
                        "{\"pattern\":\"orders.a\",\"from\":{\"epoch\":1,\"offset\":0}}",
                        ErrorCode.EPOCH_CHANGED),
                call(
                        "last zero",
                        "events.subscribe",
                        "{\"pattern\":\"orders.a\",\"from\":{\"last\":0}}",
                        ErrorCode.INVALID_PARAMS),
                call(
                        "a filter, not built yet",
                        "events.subscribe",
                        "{\"pattern\":\"orders.a\",\"filter\":{}}",
                        ErrorCode.INVALID_PARAMS),
                call(
                        "unknown subscription",
                        "events.unsubscribe",
                        "{\"subscription\":\"nothing\"}",
                        ErrorCode.NOT_FOUND),
                call("history without a pattern", "events.history", "{}", ErrorCode.INVALID_PARAMS));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void is_answered_with_its_code_and_changes_nothing(String method, String params, ErrorCode expected) {
        int heard = neighbour.waiting();
        Json answer =
                sender.call(method, params.replace("\"EPOCH\"", "" + epoch).replace("\"SEQ\"", "" + ++clientSeq));
        assertError(answer, expected);
        assertThat(text(sender.result("session.get", "{\"session\":\"doc\"}"), "/hash"))
                .isEqualTo(hash);
        assertThat(neighbour.waiting()).as("what the neighbour heard").isEqualTo(heard);
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                raw("not JSON", "{", ErrorCode.PARSE_ERROR),
                raw("nothing", "   ", ErrorCode.PARSE_ERROR),
                raw(
                        "duplicate members",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"x\"}",
                        ErrorCode.PARSE_ERROR),
                raw("trailing tokens", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"} 5", ErrorCode.PARSE_ERROR),
                raw("a lone surrogate", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\\ud800\"}", ErrorCode.PARSE_ERROR),
                raw("a NUL", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\\u0000\"}", ErrorCode.PARSE_ERROR),
                raw(
                        "infinity",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":{\"a\":1e999}}",
                        ErrorCode.PARSE_ERROR),
                raw("depth bomb", "[".repeat(5_000), ErrorCode.PARSE_ERROR),
                raw("a number", "5", ErrorCode.INVALID_REQUEST),
                raw("an empty batch", "[]", ErrorCode.INVALID_REQUEST),
                raw("a batch too large", "[" + "1,".repeat(100) + "1]", ErrorCode.INVALID_REQUEST),
                raw("another version", "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"x\"}", ErrorCode.INVALID_REQUEST),
                raw(
                        "an id that is an object",
                        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}",
                        ErrorCode.INVALID_REQUEST),
                raw(
                        "an id that is true",
                        "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"x\"}",
                        ErrorCode.INVALID_REQUEST),
                raw("no method", "{\"jsonrpc\":\"2.0\",\"id\":1}", ErrorCode.INVALID_REQUEST));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_malformed_message_is_answered_and_the_connection_lives(String message, ErrorCode expected) {
        sender.send(message);
        assertError(sender.await(answer -> TestClient.has(answer, "/error")), expected);
        assertThat(text(sender.result("session.get", "{\"session\":\"doc\"}"), "/hash"))
                .isEqualTo(hash);
    }

    @Test
    void a_viewer_may_read_but_not_write_or_type() {
        try (TestClient viewer = server.client("viewer")) {
            Json joined = viewer.result("session.join", "{\"session\":\"view\"}");
            String patch =
                    "{\"session\":\"view\",\"epoch\":%d,\"baseVersion\":1,\"clientSeq\":1,\"patch\":[{\"op\":\"add\",\"path\":\"/a\",\"value\":1}]}"
                            .formatted(number(joined, "/epoch"));
            assertError(viewer.call("session.patch", patch), ErrorCode.FORBIDDEN);
            assertError(viewer.call("typing.start", "{\"session\":\"view\"}"), ErrorCode.FORBIDDEN);
            assertThat(number(viewer.result("session.get", "{\"session\":\"view\"}"), "/version"))
                    .isEqualTo(1);
            assertThat(viewer.waiting()).isZero();
        }
    }

    @Test
    void a_reused_event_id_is_refused_only_for_other_content() {
        try (TestClient publisher = server.client("publisher")) {
            String first = "{\"topic\":\"ids.a\",\"id\":\"one\",\"data\":1}";
            Json stored = publisher.result("events.publish", first);
            Json again = publisher.result("events.publish", first);
            assertThat(at(again, "/offset")).isEqualTo(at(stored, "/offset"));
            assertThat(at(again, "/duplicate")).isEqualTo(JsonBoolean.TRUE);
            assertError(
                    publisher.call("events.publish", "{\"topic\":\"ids.a\",\"id\":\"one\",\"data\":2}"),
                    ErrorCode.OP_ID_REUSED);
        }
    }

    @Test
    void nothing_is_answered_before_connect() {
        try (TestClient stranger = server.anonymous()) {
            assertError(stranger.call("session.get", "{\"session\":\"doc\"}"), ErrorCode.UNAUTHENTICATED);
            assertError(stranger.call("connect", "{\"token\":\"dev:x\",\"device\":7}"), ErrorCode.INVALID_PARAMS);
            stranger.result("connect", "{\"token\":\"dev:x\"}");
        }
    }

    @Test
    void a_refused_token_closes_the_connection() {
        try (TestClient stranger = server.anonymous()) {
            assertError(stranger.call("connect", "{\"token\":\"nonsense\"}"), ErrorCode.UNAUTHENTICATED);
            assertThat(stranger.closeCode()).isEqualTo(4002);
        }
    }

    @Test
    void a_batch_is_answered_in_one_array() {
        sender.send("[{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"session.get\",\"params\":{\"session\":\"doc\"}},"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"typing.stop\",\"params\":{\"session\":\"doc\"}},"
                + "7,{\"jsonrpc\":\"2.0\",\"id\":12345678901,\"method\":\"no.such\"}]");
        Json answers = sender.await(message -> message instanceof dev.parley.domain.json.JsonArray);
        assertThat(((dev.parley.domain.json.JsonArray) answers).items()).hasSize(3);
    }

    private static String copies(int count) {
        return String.join(
                ",",
                IntStream.range(0, count)
                        .mapToObj(i -> "{\"op\":\"add\",\"path\":\"/c%d\",\"value\":[]},%s".formatted(i, copyAll(i)))
                        .toList());
    }

    /// Doubles what is there: an array that holds the one before it twice.
    private static String copyAll(int i) {
        String from = i == 0 ? "/z" : "/c" + (i - 1);
        return "{\"op\":\"copy\",\"from\":\"%s\",\"path\":\"/c%d/-\"},{\"op\":\"copy\",\"from\":\"%s\",\"path\":\"/c%d/-\"}"
                .formatted(from, i, from, i);
    }

    private static String since(String givenEpoch, String version, String pending) {
        return "{\"session\":\"doc\",\"since\":{\"epoch\":\"%s\",\"version\":%s,\"pending\":%s}}"
                .formatted(givenEpoch, version, pending)
                .replace("\"1\"", "1");
    }

    private static Arguments patch(String name, String patch, ErrorCode expected) {
        return submit("patch: " + name, "EPOCH", "1", "\"SEQ\"", patch, expected);
    }

    private static Arguments submit(
            String name, String givenEpoch, String base, String clientSeq, String patch, ErrorCode expected) {
        String params = "{\"session\":\"doc\",\"epoch\":%s,\"baseVersion\":%s,\"clientSeq\":%s,\"patch\":%s}"
                .formatted(givenEpoch.equals("EPOCH") ? "\"EPOCH\"" : givenEpoch, base, clientSeq, patch);
        return call(name, "session.patch", params, expected);
    }

    private static Arguments call(String name, String method, String params, ErrorCode expected) {
        return argumentSet(name, method, params, expected);
    }

    private static Arguments raw(String name, String message, ErrorCode expected) {
        return argumentSet(name, message, expected);
    }

    private static void assertError(Json answer, ErrorCode expected) {
        assertThat(text(answer, "/error/data/code")).as("%s", answer).isEqualTo(expected.name());
        assertThat(number(answer, "/error/code")).isEqualTo(expected.rpcCode());
        assertThat(at(answer, "/error/data/retryable")).isEqualTo(JsonBoolean.of(expected.retryable()));
        assertThat(text(answer, "/error/message")).isNotBlank().doesNotContain("Exception");
    }
}
