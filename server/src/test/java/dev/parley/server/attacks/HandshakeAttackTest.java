package dev.parley.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that try to get in, or to break the door: refused with a status of their own, never with 101 or 500, in
/// words that say nothing about the server, without a line in its log, and without anybody else noticing.
class HandshakeAttackTest {
    private static final String HUGE = "a".repeat(20_000);

    private static RunningServer server;
    private static TestClient neighbour;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        neighbour = server.client("neighbour");
        neighbour.result("session.create", "{\"session\":\"calm\"}");
    }

    @AfterAll
    static void stop() {
        neighbour.close();
        server.close();
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                // RFC 6455 §4.2.1
                swapped("another version", "Version: 13", "Version: 8", 426),
                swapped("no version", "Sec-WebSocket-Version: 13\r\n", "", 426),
                added("two versions", "Sec-WebSocket-Version: 13", 426),
                swapped("no key", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", 400),
                swapped("a short key", "dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ=", 400),
                swapped("a key that is no base64", "dGhlIHNhbXBsZSBub25jZQ==", "!!", 400),
                added("two keys", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", 400),
                swapped("POST", "GET", "POST", 405),
                swapped("DELETE", "GET", "DELETE", 405),
                swapped("an unknown method", "GET", "STEAL", 405),
                swapped("HTTP/1.0", "HTTP/1.1", "HTTP/1.0", 400, 505),
                swapped("another upgrade", "Upgrade: websocket", "Upgrade: h2c", 426),
                swapped("no connection header", "Connection: Upgrade\r\n", "", 426),
                swapped("a path beside it", "/v1/ws ", "/v1/ws/x ", 404),
                swapped("a path that climbs", "/v1/ws ", "/v1/../../etc/passwd ", 400, 404),
                swapped("a path of broken escapes", "/v1/ws ", "/v1/%zz ", 400, 404),
                // smuggling, RFC 9112 §6.3
                added("two hosts", "Host: evil.example", 400),
                swapped("no host", "Host: localhost\r\n", "", 400),
                added("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked", 400),
                added("two lengths", "Content-Length: 5\r\nContent-Length: 6", 400),
                added("a negative length", "Content-Length: -1", 400),
                added("a length that is no number", "Content-Length: 1e3", 400),
                added("chunks by another name", "Transfer-Encoding: xchunked", 400),
                request("a body", RawSocket.HEAD + "Content-Length: 5\r\n\r\nhello", 400, 404),
                request(
                        "chunks",
                        RawSocket.HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                        400,
                        404),
                request(
                        "a malformed chunk",
                        RawSocket.HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello",
                        400,
                        404),
                added("a folded header", "X-Folded: a\r\n b", 400),
                added("a header without colon", "X-Nothing", 400),
                added("a blank before the colon", "X-Blank : a", 400),
                added("a NUL in a header", "X-Nul: a\u0000b", 400),
                request("nonsense", "NONSENSE\r\n\r\n", 400),
                request("HTTP/2 at once", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 505),
                // size
                added("a huge header", "X-Huge: " + HUGE, 400, 431),
                added("many headers", "X-Many: a\r\n".repeat(2_000) + "X-Last: a", 400, 431),
                swapped("a huge path", "/v1/ws", "/v1/" + HUGE, 400, 414),
                // pages of elsewhere
                origin("a foreign page", "https://evil.example"),
                origin("a page without origin", "null"),
                origin("ours as a prefix", "http://localhost:PORT.evil.example"),
                origin("ours as a user", "http://localhost:PORT@evil.example"),
                origin("ours as a suffix", "http://evil-localhost:PORT"),
                origin("ours below another", "http://evil.localhost:PORT"),
                origin("another scheme", "https://localhost:PORT"),
                origin("another port", "http://localhost:1"),
                origin("ours in capitals", "HTTP://LOCALHOST:PORT"),
                origin("ours with a path", "http://localhost:PORT/"),
                origin("ours and another", "http://localhost:PORT http://evil.example"),
                origin("ours twice", "http://localhost:PORT\r\nOrigin: http://localhost:PORT"),
                origin("an empty one", ""),
                // tokens
                added("two tokens", "Authorization: Bearer dev:a\r\nAuthorization: Bearer dev:b", 400),
                added("a refused token", "Authorization: Bearer nonsense", 401),
                added("only unknown sub-protocols", "Sec-WebSocket-Protocol: chat, bearer.x", 400));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void is_refused_and_nobody_notices(String request, List<Integer> statuses) throws IOException {
        try (LogLines log = LogLines.listen();
                RawSocket attacker = RawSocket.dial(server)) {
            attacker.say(request.replace("PORT", "" + server.url().getPort()));
            String head = attacker.head();
            attacker.shutOurHalf();
            String rest = attacker.untilClosed();
            assertThat(head).as("answer").startsWith("HTTP/1.1 ");
            assertThat(Integer.parseInt(head.split(" ", 3)[1]))
                    .as("%s%s", head, rest)
                    .isIn(statuses);
            Discretion.assertNothingInternal(head + rest);
            neighbour.result("session.get", "{\"session\":\"calm\"}");
            assertThat(log.lines()).isEmpty();
        }
    }

    private static Arguments swapped(String name, String right, String wrong, Integer... statuses) {
        String head = RawSocket.HEAD.replace(right, wrong);
        assertThat(head).as(name).isNotEqualTo(RawSocket.HEAD);
        return request(name, head + "\r\n", statuses);
    }

    private static Arguments added(String name, String header, Integer... statuses) {
        return request(name, RawSocket.HEAD + header + "\r\n\r\n", statuses);
    }

    private static Arguments origin(String name, String origin) {
        return added("origin: " + name, "Origin: " + origin, 403);
    }

    private static Arguments request(String name, String request, Integer... statuses) {
        return argumentSet(name, request, Arrays.asList(statuses));
    }
}
