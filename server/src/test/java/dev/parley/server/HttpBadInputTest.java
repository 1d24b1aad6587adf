package dev.parley.server;

import static dev.parley.server.HttpCaller.header;
import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.shared.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything malformed, oversized, unauthorised or unknown on every route has its status and code, and changes
/// nothing.
class HttpBadInputTest {
    private static final String JSON = "Content-Type: application/json";
    private static final String PATCH = "Content-Type: application/json-patch+json";
    private static final String RPC = "POST /v1/rpc";
    private static final String EVENTS = "POST /v1/events";
    private static final String PAGE = "GET /v1/events";
    private static final String DOC = "/v1/sessions/doc";
    private static final String LARGE = "\"" + "x".repeat(70_000) + "\"";

    private static RunningServer server;
    private static HttpCaller sender;
    private static HttpCaller neighbour;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        sender = new HttpCaller(server, "sender");
        neighbour = new HttpCaller(server, "neighbour");
        sender.call("session.create", "{\"session\":\"doc\",\"document\":{\"n\":1}}");
        neighbour.call("session.create", "{\"session\":\"private\",\"joinRole\":\"none\"}");
        sender.call("session.create", "{\"session\":\"view\",\"joinRole\":\"viewer\"}");
        sender.call("events.publish", "{\"topic\":\"orders.a\",\"id\":\"known\",\"data\":1}");
    }

    @AfterAll
    static void stop() {
        sender.close();
        neighbour.close();
        server.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                // JSON-RPC
                row("rpc without a type", RPC, "{}", 415, ErrorCode.INVALID_REQUEST),
                row("rpc as text", RPC, "{}", 415, ErrorCode.INVALID_REQUEST, "Content-Type: text/plain"),
                row(
                        "rpc in another character set",
                        RPC,
                        "{}",
                        415,
                        ErrorCode.INVALID_REQUEST,
                        "Content-Type: application/json; charset=latin-1"),
                row("rpc too large", RPC, "[" + " ".repeat(5 * 1024 * 1024) + "]", 413, ErrorCode.LIMIT_EXCEEDED, JSON),
                row("rpc with a bad device", RPC, "{}", 400, ErrorCode.INVALID_ID, JSON, "Parley-Device: a b"),
                row("rpc by GET", "GET /v1/rpc", "", 405, ErrorCode.INVALID_REQUEST),
                row("rpc by DELETE", "DELETE /v1/rpc", "", 405, ErrorCode.INVALID_REQUEST),
                // events
                row("event without a type", EVENTS, "{}", 415, ErrorCode.INVALID_REQUEST),
                row("event that is no JSON", EVENTS, "{", 400, ErrorCode.PARSE_ERROR, JSON),
                row("event with nothing in it", EVENTS, "", 400, ErrorCode.PARSE_ERROR, JSON),
                row("event that is an array", EVENTS, "[]", 400, ErrorCode.INVALID_REQUEST, JSON),
                row("event with a member twice", EVENTS, "{\"topic\":1,\"topic\":2}", 400, ErrorCode.PARSE_ERROR, JSON),
                row("event without a topic", EVENTS, "{\"data\":1}", 400, ErrorCode.INVALID_PARAMS, JSON),
                row("event without data", EVENTS, "{\"topic\":\"orders.a\"}", 400, ErrorCode.INVALID_PARAMS, JSON),
                row("bad topic", EVENTS, "{\"topic\":\"orders..a\",\"data\":1}", 400, ErrorCode.INVALID_TOPIC, JSON),
                row("bad id", EVENTS, event("\"id\":\"a b\",\"data\":1"), 400, ErrorCode.INVALID_ID, JSON),
                row("reused id", EVENTS, event("\"id\":\"known\",\"data\":2"), 409, ErrorCode.OP_ID_REUSED, JSON),
                row("data too large", EVENTS, event("\"data\":" + LARGE), 413, ErrorCode.LIMIT_EXCEEDED, JSON),
                row("head elsewhere", EVENTS, event("\"data\":1,\"expectedOffset\":9"), 409, ErrorCode.CONFLICT, JSON),
                row(
                        "clearing without a number",
                        EVENTS,
                        event("\"data\":1,\"typing\":{\"session\":\"doc\"}"),
                        400,
                        ErrorCode.INVALID_PARAMS,
                        JSON),
                row("no pattern", PAGE, "", 400, ErrorCode.INVALID_PARAMS),
                row("bad pattern", PAGE + "?pattern=a.**.b", "", 400, ErrorCode.INVALID_PATTERN),
                row("pattern without a stream", PAGE + "?pattern=*.b", "", 400, ErrorCode.INVALID_PATTERN),
                row("pattern twice", PAGE + "?pattern=a.b&pattern=a.c", "", 400, ErrorCode.INVALID_PARAMS),
                row("unknown from", PAGE + "?pattern=orders.a&from=middle", "", 400, ErrorCode.INVALID_PARAMS),
                row("another epoch", PAGE + "?pattern=orders.a&from=1:0", "", 409, ErrorCode.EPOCH_CHANGED),
                row("limit zero", PAGE + "?pattern=orders.a&limit=0", "", 400, ErrorCode.INVALID_PARAMS),
                row("limit that is none", PAGE + "?pattern=orders.a&limit=all", "", 400, ErrorCode.INVALID_PARAMS),
                row("limit too large", PAGE + "?pattern=orders.a&limit=5000", "", 413, ErrorCode.LIMIT_EXCEEDED),
                stream("stream without a pattern", "", 400, ErrorCode.INVALID_PARAMS),
                stream("stream of all streams", "?pattern=**", 400, ErrorCode.INVALID_PATTERN),
                stream("stream from nowhere", "?pattern=orders.a&lastEventId=x", 400, ErrorCode.INVALID_PARAMS),
                stream("stream of another epoch", "?pattern=orders.a&lastEventId=1:0", 409, ErrorCode.EPOCH_CHANGED),
                row(
                        "Last-Event-ID twice",
                        PAGE + "?pattern=orders.a",
                        "",
                        400,
                        ErrorCode.INVALID_PARAMS,
                        "Accept: text/event-stream",
                        "Last-Event-ID: 1:0",
                        "Last-Event-ID: 1:1"),
                row("events by PUT", "PUT /v1/events", "", 405, ErrorCode.INVALID_REQUEST),
                // sessions
                row("unknown session", "GET /v1/sessions/nowhere", "", 404, ErrorCode.NOT_FOUND),
                row("a session that is another's", "GET /v1/sessions/private", "", 404, ErrorCode.NOT_FOUND),
                row("bad session id", "GET /v1/sessions/a%20b", "", 400, ErrorCode.INVALID_ID),
                row("session id too long", "GET /v1/sessions/" + "x".repeat(129), "", 400, ErrorCode.INVALID_ID),
                row("session by DELETE", "DELETE " + DOC, "", 405, ErrorCode.INVALID_REQUEST),
                // patches
                row("patch as JSON", "PATCH " + DOC, "[]", 415, ErrorCode.INVALID_REQUEST, JSON),
                patch("patch that is no JSON", "[", 400, ErrorCode.PARSE_ERROR),
                patch("patch that ends the call's object", "[],\"mode\":\"strict\"", 400, ErrorCode.PARSE_ERROR),
                patch("patch that is an object", "{}", 400, ErrorCode.INVALID_PARAMS),
                patch("no operation", "[5]", 422, ErrorCode.INVALID_PATCH),
                patch("unknown op", "[{\"op\":\"burn\",\"path\":\"/n\"}]", 422, ErrorCode.INVALID_PATCH),
                patch("missing target", "[{\"op\":\"remove\",\"path\":\"/x\"}]", 422, ErrorCode.INVALID_PATCH),
                patch("false test", "[{\"op\":\"test\",\"path\":\"/n\",\"value\":2}]", 422, ErrorCode.TEST_FAILED),
                patch("too many bytes", add(LARGE), 413, ErrorCode.LIMIT_EXCEEDED),
                patch(
                        "too many operations",
                        "["
                                + String.join(
                                        ",", Collections.nCopies(1_001, "{\"op\":\"test\",\"path\":\"\",\"value\":1}"))
                                + "]",
                        413,
                        ErrorCode.LIMIT_EXCEEDED),
                patch("for another version", add("1"), 412, ErrorCode.CONFLICT, "If-Match: \"1:7\""),
                patch("for a tag that is none", add("1"), 412, ErrorCode.CONFLICT, "If-Match: 1"),
                patch("key that is no number", add("1"), 400, ErrorCode.INVALID_PARAMS, "Idempotency-Key: k"),
                patch("key zero", add("1"), 400, ErrorCode.INVALID_PARAMS, "Idempotency-Key: 0"),
                patch("device that is none", add("1"), 400, ErrorCode.INVALID_ID, "Parley-Device: ä"),
                based("base without a number", "?base=1", 400, ErrorCode.INVALID_PARAMS),
                based("base that is none", "?base=x", 400, ErrorCode.INVALID_PARAMS, "Idempotency-Key: 1"),
                based("base from the future", "?base=99", 400, ErrorCode.INVALID_VERSION, "Idempotency-Key: 2"),
                based("base of another epoch", "?base=1:1", 409, ErrorCode.EPOCH_CHANGED, "Idempotency-Key: 3"),
                based(
                        "base and If-Match",
                        "?base=1",
                        400,
                        ErrorCode.INVALID_PARAMS,
                        "Idempotency-Key: 4",
                        "If-Match: \"1:1\""),
                based("unknown mode", "?mode=maybe", 400, ErrorCode.INVALID_PARAMS),
                row("patch of nothing", "PATCH /v1/sessions/nowhere", add("1"), 404, ErrorCode.NOT_FOUND, PATCH));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void is_answered_with_its_status_and_code(
            String request, String body, int status, ErrorCode code, String[] headers) {
        String before = neighbour.get(DOC).body();
        String[] parts = request.split(" ", 2);
        HttpResponse<String> answer = sender.send(parts[0], parts[1], body, split(headers));
        assertRefused(answer, status, code);
        assertThat(neighbour.get(DOC).body()).isEqualTo(before);
    }

    @Test
    void a_viewer_may_not_write() {
        assertRefused(
                neighbour.patch("/v1/sessions/view", "[{\"op\":\"add\",\"path\":\"/x\",\"value\":1}]"),
                403,
                ErrorCode.FORBIDDEN);
    }

    static Stream<Arguments> routes() {
        return Stream.of(
                argumentSet("rpc", "POST", "/v1/rpc"),
                argumentSet("publish", "POST", "/v1/events"),
                argumentSet("page", "GET", "/v1/events?pattern=orders.a"),
                argumentSet("read", "GET", DOC),
                argumentSet("patch", "PATCH", DOC));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void nobody_is_let_in_without_a_good_token(String method, String path) {
        String[][] tokens = {
            {}, {"Authorization", "Bearer nobody"}, {"Authorization", "Bearer"}, {"Authorization", "Basic ZGV2OmFuYQ=="}
        };
        for (String[] token : tokens) {
            HttpResponse<String> answer = sender.sendBare(method, path, "", token);
            assertRefused(answer, 401, ErrorCode.UNAUTHENTICATED);
            assertThat(header(answer, "www-authenticate")).isEqualTo("Bearer");
        }
        assertThat(sender.sendBare(method, path + (path.contains("?") ? "&" : "?") + "token=dev:sender", "")
                        .statusCode())
                .as("a token in the URL")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void a_page_of_another_origin_is_refused_and_one_of_ours_may_read(String method, String path) throws IOException {
        String origin = server.url().toString().replaceAll("/$", "");
        for (String foreign : new String[] {"https://evil.example.com", "null", origin + ".evil.example.com"}) {
            String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nOrigin: " + foreign + "\r\n");
            assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContainIgnoringCase("access-control-allow-origin");
        }
        String ours = raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nOrigin: " + origin + "\r\n");
        assertThat(ours).startsWith("HTTP/1.1 401 ").containsIgnoringCase("access-control-allow-origin: " + origin);
        String preflight = "OPTIONS " + path + " HTTP/1.1\r\nHost: x\r\nAccess-Control-Request-Method: " + method
                + "\r\nAccess-Control-Request-Headers: authorization\r\nOrigin: ";
        assertThat(raw(preflight + origin + "\r\n"))
                .startsWith("HTTP/1.1 204 ")
                .containsIgnoringCase("access-control-allow-origin: " + origin)
                .containsIgnoringCase("access-control-allow-headers: Authorization")
                .doesNotContainIgnoringCase("access-control-allow-credentials");
        assertThat(raw(preflight + "https://evil.example.com\r\n")).startsWith("HTTP/1.1 403 ");
    }

    static Stream<Arguments> rawRequests() {
        String auth = "Host: x\r\nAuthorization: Bearer dev:sender\r\n";
        return Stream.of(
                argumentSet(
                        "chunks",
                        "POST /v1/rpc HTTP/1.1\r\n" + auth + JSON + "\r\nTransfer-Encoding: chunked\r\n",
                        "411"),
                argumentSet("no length", "POST /v1/events HTTP/1.1\r\n" + auth + JSON + "\r\n", "411"),
                argumentSet(
                        "two tokens", "GET " + DOC + " HTTP/1.1\r\n" + auth + "Authorization: Bearer dev:x\r\n", "401"),
                argumentSet("a bad escape", "GET /v1/events?pattern=%zz HTTP/1.1\r\n" + auth, "400"),
                argumentSet("a bad escape in a path", "GET /v1/sessions/%zz HTTP/1.1\r\n" + auth, "400"),
                argumentSet(
                        "a length that is far too large",
                        "POST /v1/rpc HTTP/1.1\r\n" + auth + JSON + "\r\nContent-Length: 99999999999\r\n",
                        "413"));
    }

    @ParameterizedTest
    @MethodSource("rawRequests")
    void is_refused_on_the_wire(String head, String status) throws IOException {
        assertThat(raw(head)).startsWith("HTTP/1.1 " + status + " ").doesNotContain("Exception");
    }

    /// One request of bytes; the head of the answer.
    private static String raw(String head) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                answer.append((char) next);
                if (answer.indexOf("\r\n\r\n") >= 0) {
                    break;
                }
            }
            return answer.toString();
        }
    }

    private static void assertRefused(HttpResponse<String> answer, int status, ErrorCode code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        Json body = json(answer.body());
        assertThat(text(body, "/code")).isEqualTo(code.name());
        assertThat(at(body, "/retryable")).isEqualTo(JsonBoolean.of(code.retryable()));
        assertThat(text(body, "/message")).isNotBlank().doesNotContain("Exception");
        assertThat(header(answer, "content-type")).isEqualTo("application/json");
        assertThat(header(answer, "cache-control")).isEqualTo("no-store");
    }

    private static String event(String members) {
        return "{\"topic\":\"orders.a\"," + members + "}";
    }

    private static String add(String value) {
        return "[{\"op\":\"add\",\"path\":\"/bad\",\"value\":" + value + "}]";
    }

    private static Arguments stream(String name, String query, int status, ErrorCode code) {
        return row(name, PAGE + query, "", status, code, "Accept: text/event-stream");
    }

    private static Arguments based(String name, String query, int status, ErrorCode code, String... headers) {
        return row(name, "PATCH " + DOC + query, add("1"), status, code, withType(headers));
    }

    private static Arguments patch(String name, String body, int status, ErrorCode code, String... headers) {
        return row(name, "PATCH " + DOC, body, status, code, withType(headers));
    }

    private static String[] withType(String... headers) {
        return Stream.concat(Stream.of(PATCH, "Parley-Device: table"), Arrays.stream(headers))
                .filter(line -> Arrays.stream(headers).noneMatch(given -> given.startsWith("Parley-Device"))
                        || !line.equals("Parley-Device: table"))
                .toArray(String[]::new);
    }

    private static Arguments row(
            String name, String request, String body, int status, ErrorCode code, String... headers) {
        return argumentSet(name, request, body, status, code, headers);
    }

    private static String[] split(String... lines) {
        return Arrays.stream(lines)
                .flatMap(line -> Stream.of(line.split(": ", 2)))
                .toArray(String[]::new);
    }
}
