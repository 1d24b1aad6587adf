package dev.parley.server.attacks;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.number;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bombs, numbers and texts that parsers stumble over, beyond those of `BadInputTest`: the stated error at once, the
/// document as it was, nothing heard by the neighbour and nothing in the log.
class PayloadAttackTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static RunningServer server;
    private static TestClient sender;
    private static TestClient neighbour;
    private static long epoch;
    private static long streamEpoch;
    private static long clientSeq = 100;
    private static String hash;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        sender = server.client("sender");
        neighbour = server.client("neighbour");
        sender.result("session.create", "{\"session\":\"doc\",\"document\":{\"n\":1,\"l\":[1,2]}}");
        Json joined = sender.result("session.join", "{\"session\":\"doc\"}");
        epoch = number(joined, "/epoch");
        hash = text(joined, "/hash");
        streamEpoch = number(sender.result("events.publish", "{\"topic\":\"bombs.a\",\"data\":1}"), "/epoch");
        neighbour.result("session.join", "{\"session\":\"doc\"}");
        neighbour.result("events.subscribe", "{\"pattern\":\"bombs.**\"}");
        sender.result("session.get", "{\"session\":\"doc\"}");
    }

    @AfterAll
    static void stop() {
        sender.close();
        neighbour.close();
        server.close();
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                data("a number with a huge exponent", "1e1000000000"),
                data("the same, negative", "-1e1000000000"),
                data("one that only just overflows", "1.7976931348623159e308"),
                data("an integer of 400 digits", "9".repeat(400)),
                data("an integer of 100 000 digits", "9".repeat(100_000)),
                data("NaN", "NaN"),
                data("Infinity", "-Infinity"),
                data("hexadecimal", "0x10"),
                data("a plus", "+1"),
                data("a leading zero", "01"),
                data("half a fraction", "1."),
                data("a bare fraction", ".5"),
                data("half an exponent", "1e"),
                data("a single quote", "'a'"),
                data("a comment", "1/**/"),
                data("a trailing comma", "[1,]"),
                data("a control character", "\"a\tb\""),
                data("an unknown escape", "\"\\x41\""),
                data("a NUL as a key", "{\"\\u0000\":1}"),
                data("a low surrogate alone", "\"\\udc00\""),
                data("surrogates the wrong way round", "\"\\udc00\\ud800\""),
                data("a surrogate before an escape", "\"\\ud800\\n\""),
                data("a duplicate key", "{\"a\":1,\"a\":2}"),
                data("a duplicate key, escaped", "{\"a\":1,\"\\u0061\":2}"),
                data("a duplicate key far below", "[[[{\"a\":{\"b\":1,\"b\":1}}]]]"),
                data("a depth bomb of arrays", "[".repeat(100_000)),
                data("a depth bomb of objects", "{\"a\":".repeat(40_000)),
                data("a depth bomb that closes", "[".repeat(80) + "]".repeat(80)),
                raw("a byte order mark", "\ufeff{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.get\"}"),
                raw("two requests", "{\"jsonrpc\":\"2.0\",\"method\":\"x\"}{\"jsonrpc\":\"2.0\",\"method\":\"x\"}"),
                raw("a huge id", "{\"jsonrpc\":\"2.0\",\"id\":1e1000000000,\"method\":\"session.get\"}"),
                raw(
                        "two sessions",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.get\",\"params\":"
                                + "{\"session\":\"doc\",\"session\":\"other\"}}"),
                raw(
                        "two params",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.get\",\"params\":{},\"params\":{}}"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_text_that_is_not_strict_json_is_not_read_at_all(String message) {
        assertRefused(ErrorCode.PARSE_ERROR, () -> {
            sender.send(message);
            return sender.await(answer -> has(answer, "/error"));
        });
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                // size, depth and count
                call(
                        "too wide",
                        "session.create",
                        "{\"document\":[0" + ",0".repeat(60_000) + "]}",
                        ErrorCode.LIMIT_EXCEEDED),
                call("too deep", "session.create", "{\"document\":" + nested(65) + "}", ErrorCode.LIMIT_EXCEEDED),
                patch(
                        "copies of copies",
                        add("/z", "[0" + ",0".repeat(9_999) + "]") + copies(25),
                        ErrorCode.LIMIT_EXCEEDED),
                patch("a copy into itself, again and again", doublings(20), ErrorCode.LIMIT_EXCEEDED),
                patch("a move that deepens", moveThatDeepens(), ErrorCode.LIMIT_EXCEEDED),
                patch("a move into itself", move("/l", "/l/0"), ErrorCode.INVALID_PATCH),
                patch("a move onto everything", move("/l", ""), ErrorCode.INVALID_PATCH),
                patch(
                        "500 that work and one that does not",
                        adds(500) + ",{\"op\":\"remove\",\"path\":\"/no\"}",
                        ErrorCode.INVALID_PATCH),
                patch(
                        "500 that work and a false test",
                        adds(500) + ",{\"op\":\"test\",\"path\":\"/n\",\"value\":2}",
                        ErrorCode.TEST_FAILED),
                // pointers
                remove("/l/-1"),
                remove("/l/+1"),
                remove("/l/1e0"),
                remove("/l/1.0"),
                remove("/l/ 1"),
                remove("/l/-"),
                remove("/l/4294967296"),
                remove("/l/18446744073709551616"),
                remove("/l/\u0661"),
                remove("/n/x"),
                remove("/~"),
                remove("#/n"),
                remove("/__proto__"),
                remove("/constructor/prototype"),
                // versions, numbers and positions
                version("9007199254740991", ErrorCode.INVALID_VERSION),
                version("9223372036854775808", ErrorCode.INVALID_PARAMS),
                version("-9223372036854775808", ErrorCode.INVALID_PARAMS),
                version("-9007199254740991", ErrorCode.INVALID_VERSION),
                version("0", ErrorCode.INVALID_VERSION),
                version("1.5", ErrorCode.INVALID_PARAMS),
                version("9007199254740993", ErrorCode.INVALID_PARAMS),
                version("1e300", ErrorCode.INVALID_PARAMS),
                version("\"1\"", ErrorCode.INVALID_PARAMS),
                version("null", ErrorCode.INVALID_PARAMS),
                version("[1]", ErrorCode.INVALID_PARAMS),
                call(
                        "pending work of a negative version",
                        "session.join",
                        "{\"session\":\"doc\",\"since\":{\"epoch\":\"EPOCH\",\"version\":-1,\"pending\":true}}",
                        ErrorCode.INVALID_VERSION),
                from("a negative offset", "-1", ErrorCode.INVALID_OFFSET),
                from("an offset of the future", "9007199254740991", ErrorCode.INVALID_OFFSET),
                from("half an offset", "0.5", ErrorCode.INVALID_PARAMS),
                history("no events at all", "0", ErrorCode.INVALID_PARAMS),
                history("all events at once", "1000000000", ErrorCode.LIMIT_EXCEEDED),
                history("more than an int holds", "4294967297", ErrorCode.LIMIT_EXCEEDED));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void is_refused_with_its_code_and_changes_nothing(String method, String params, ErrorCode expected) {
        String filled = params.replace("\"EPOCH\"", "" + epoch)
                .replace("\"STREAM\"", "" + streamEpoch)
                .replace("\"SEQ\"", "" + ++clientSeq);
        assertRefused(expected, () -> sender.call(method, filled));
    }

    @Test
    void a_failed_operation_is_named() {
        Json answer = sender.call(
                "session.patch",
                submit("[" + adds(500) + ",{\"op\":\"remove\",\"path\":\"/no\"}]")
                        .replace("\"EPOCH\"", "" + epoch)
                        .replace("\"SEQ\"", "" + ++clientSeq));
        assertThat(number(answer, "/error/data/index")).isEqualTo(500);
    }

    @Test
    void a_number_of_a_settled_patch_is_not_used_again_for_other_content() {
        String settled = submit("[]").replace("\"EPOCH\"", "" + epoch).replace("\"SEQ\"", "" + ++clientSeq);
        sender.result("session.patch", settled);
        assertThat(at(sender.result("session.patch", settled), "/duplicate")).isEqualTo(JsonBoolean.TRUE);
        assertRefused(
                ErrorCode.OP_ID_REUSED,
                () -> sender.call("session.patch", settled.replace("[]", "[{\"op\":\"remove\",\"path\":\"/n\"}]")));
        String older = settled.replace("\"clientSeq\":" + clientSeq, "\"clientSeq\":1");
        assertRefused(ErrorCode.DUPLICATE, () -> sender.call("session.patch", older));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.50",
                "1e3",
                "12345678901234567890123456789",
                "\"\"",
                "\"a\\u0062\\/\"",
                "\"\\ud83d\\ude00\"",
                "null"
            })
    void an_id_of_a_right_type_comes_back_byte_for_byte(String id) throws IOException {
        try (RawSocket raw = RawSocket.connected(server, "ids")) {
            raw.text("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"no.such\"}");
            assertThat(raw.frame().text()).contains("\"id\":" + id + ",").contains("METHOD_NOT_FOUND");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "{}", "[]", "[1]", "{\"a\":1}"})
    void an_id_of_a_wrong_type_is_refused_under_null(String id) throws IOException {
        try (RawSocket raw = RawSocket.connected(server, "ids")) {
            raw.text("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"no.such\"}");
            assertThat(raw.frame().text()).contains("\"id\":null").contains("INVALID_REQUEST");
        }
    }

    private static void assertRefused(ErrorCode expected, java.util.function.Supplier<Json> attack) {
        try (LogLines log = LogLines.listen()) {
            int heard = neighbour.waiting();
            long from = System.nanoTime();
            Json answer = attack.get();
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(AT_ONCE);
            assertThat(text(answer, "/error/data/code")).as("%s", answer).isEqualTo(expected.name());
            assertThat(at(answer, "/error/data/retryable")).isEqualTo(JsonBoolean.of(expected.retryable()));
            Discretion.assertNothingInternal(text(answer, "/error/message"));
            assertThat(text(sender.result("session.get", "{\"session\":\"doc\"}"), "/hash"))
                    .isEqualTo(hash);
            neighbour.result("session.get", "{\"session\":\"doc\"}");
            assertThat(neighbour.waiting()).as("what the neighbour heard").isEqualTo(heard);
            assertThat(log.lines()).isEmpty();
        }
    }

    private static Arguments data(String name, String data) {
        return raw(
                name,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"events.publish\",\"params\":{\"topic\":\"bombs.a\",\"data\":"
                        + data + "}}");
    }

    private static Arguments raw(String name, String message) {
        return argumentSet(name, message);
    }

    private static Arguments remove(String pointer) {
        return patch("pointer " + pointer, "{\"op\":\"remove\",\"path\":\"" + pointer + "\"}", ErrorCode.INVALID_PATCH);
    }

    private static Arguments patch(String name, String operations, ErrorCode expected) {
        return call(name, "session.patch", submit("[" + operations + "]"), expected);
    }

    private static Arguments version(String version, ErrorCode expected) {
        String params = submit("[]").replace("\"baseVersion\":1,", "\"baseVersion\":" + version + ",");
        return call("version " + version, "session.patch", params, expected);
    }

    private static Arguments from(String name, String offset, ErrorCode expected) {
        String params = "{\"pattern\":\"bombs.a\",\"from\":{\"epoch\":\"STREAM\",\"offset\":" + offset + "}}";
        return call(name, "events.history", params, expected);
    }

    private static Arguments history(String name, String limit, ErrorCode expected) {
        return call(name, "events.history", "{\"pattern\":\"bombs.a\",\"limit\":" + limit + "}", expected);
    }

    private static Arguments call(String name, String method, String params, ErrorCode expected) {
        return argumentSet(name, method, params, expected);
    }

    private static String submit(String patch) {
        return "{\"session\":\"doc\",\"epoch\":\"EPOCH\",\"baseVersion\":1,\"clientSeq\":\"SEQ\",\"patch\":" + patch
                + "}";
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String add(String path, String value) {
        return "{\"op\":\"add\",\"path\":\"" + path + "\",\"value\":" + value + "}";
    }

    private static String move(String from, String path) {
        return "{\"op\":\"move\",\"from\":\"" + from + "\",\"path\":\"" + path + "\"}";
    }

    private static String adds(int count) {
        return IntStream.range(0, count).mapToObj(i -> add("/a" + i, "1")).collect(Collectors.joining(","));
    }

    private static String copies(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ",{\"op\":\"copy\",\"from\":\"/z\",\"path\":\"/c" + i + "\"}")
                .collect(Collectors.joining());
    }

    private static String doublings(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"op\":\"copy\",\"from\":\"\",\"path\":\"/d" + i + "\"}")
                .collect(Collectors.joining(","));
    }

    /// Both parts are allowed where they are made; one below the other is not.
    private static String moveThatDeepens() {
        return add("/deep", nested(60)) + "," + add("/tree", nested(30)) + ","
                + move("/tree", "/deep" + "/0".repeat(59) + "/0");
    }
}
