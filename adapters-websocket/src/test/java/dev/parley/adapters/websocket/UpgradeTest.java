package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.shared.UserId;
import dev.parley.gateway.Peer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The opening handshake through Helidon, over a real socket.
class UpgradeTest {
    private final EchoServer server = EchoServer.start(EchoServer.QUIET.with(Origins.of("https://app.example.com")));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "WebSocket", "WEBSOCKET", "wEbSoCkEt"})
    void every_spelling_of_the_protocol_upgrades(String spelling) throws Exception {
        assertThat(answerTo(RawClient.HEAD.replace("websocket", spelling))).startsWith("HTTP/1.1 101 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sec-WebSocket-Version: 13 | Sec-WebSocket-Version: 12 | 426",
                "Sec-WebSocket-Version: 13 | X-Other: 1 | 426",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | X-Other: 1 | 400",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: c2hvcnQ= | 400",
                "GET | POST | 405",
                "GET | PUT | 405",
                "Connection: Upgrade | Connection: close | 426",
                "Upgrade: websocket | X-Other: 1 | 426",
                "Upgrade: websocket | Upgrade: websocket, h2c | 426",
                "Host: localhost | Host: localhost%Host: other | 400",
                "Host: localhost% | '' | 400",
                "Host: localhost | Host: localhost%Content-Length: 3 | 400",
                "Host: localhost | Host: localhost%Transfer-Encoding: chunked | 400",
                "Host: localhost | Host: localhost%Transfer-Encoding: chunked%Content-Length: 3 | 400",
                "Host: localhost | Host: localhost%Origin: https://evil.example | 403",
                "Host: localhost | Host: localhost%Origin: null | 403",
                "Host: localhost | Host: localhost%Sec-WebSocket-Protocol: chat | 400",
                "Host: localhost | Host: localhost%Authorization: Bearer bad | 401",
                "/v1/ws | /v1/other | 404",
            })
    void a_handshake_with_a_fault_is_refused(String right, String wrong, int status) throws Exception {
        String head = RawClient.HEAD.replace(lines(right), lines(wrong));
        assertThat(head).isNotEqualTo(RawClient.HEAD);
        assertThat(answerTo(head)).startsWith("HTTP/1.1 " + status + " ");
    }

    private static String lines(String oneLine) {
        return oneLine.replace("%", "\r\n");
    }

    @Test
    void an_allowed_origin_is_let_in() throws Exception {
        assertThat(answerTo(RawClient.HEAD + "Origin: https://app.example.com\r\n"))
                .startsWith("HTTP/1.1 101 ");
    }

    @Test
    void a_plain_get_is_told_what_is_spoken() throws Exception {
        assertThat(answerTo("GET /v1/ws HTTP/1.1\r\nHost: localhost\r\n"))
                .startsWith("HTTP/1.1 426 ")
                .containsIgnoringCase("\r\nSec-WebSocket-Version: 13\r\n");
    }

    @Test
    void a_good_token_makes_a_known_peer() throws Exception {
        String answer = answerTo(RawClient.HEAD + "Sec-WebSocket-Protocol: parley.v1, bearer.good\r\n");
        assertThat(answer).contains("Sec-WebSocket-Protocol: parley.v1\r\n").doesNotContain("good");
        Peer peer = server.peers.take();
        assertThat(peer.token()).contains("good");
        assertThat(peer.identity().orElseThrow().user()).isEqualTo(new UserId("alice"));
        assertThat(peer.address()).isEqualTo("127.0.0.1");
    }

    @Test
    void without_a_token_the_peer_is_unknown() throws Exception {
        answerTo(RawClient.HEAD);
        Peer peer = server.peers.take();
        assertThat(peer.token()).isEmpty();
        assertThat(peer.identity()).isEmpty();
    }

    @Test
    void frames_that_came_with_the_request_are_answered_in_order() throws Exception {
        try (RawClient client = RawClient.dial(server.port())) {
            byte[] head = (RawClient.HEAD + "\r\n").getBytes(UTF_8);
            byte[] early = RawClient.masked(true, 1, "early".getBytes(UTF_8));
            byte[] half = new byte[3];
            byte[] late = RawClient.masked(true, 1, "late".getBytes(UTF_8));
            System.arraycopy(late, 0, half, 0, half.length);
            client.raw(joined(head, early, half));
            assertThat(client.head()).startsWith("HTTP/1.1 101 ");
            assertThat(client.frame().text()).isEqualTo("early");
            client.raw(java.util.Arrays.copyOfRange(late, half.length, late.length));
            assertThat(client.frame().text()).isEqualTo("late");
        }
    }

    private static byte[] joined(byte[]... pieces) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    @Test
    void a_full_house_says_when_to_come_back() throws Exception {
        try (EchoServer small = EchoServer.start(EchoServer.QUIET.withMaxConnections(1))) {
            try (RawClient first = RawClient.open(small);
                    RawClient second = RawClient.dial(small.port())) {
                assertThat(second.request(RawClient.HEAD + "\r\n"))
                        .startsWith("HTTP/1.1 503 ")
                        .contains("Retry-After: 5");
                first.close(1000);
                assertThat(first.frame().closeCode()).isEqualTo(1000);
            }
            assertThat(opensWithin(small, TimeUnit.SECONDS.toNanos(5))).isTrue();
        }
    }

    private static boolean opensWithin(EchoServer server, long nanos) {
        long giveUp = System.nanoTime() + nanos;
        while (System.nanoTime() < giveUp) {
            try {
                RawClient.open(server).hangUp();
                return true;
            } catch (IOException full) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    @Test
    void a_drain_says_restart_to_all_and_lets_nobody_in() throws Exception {
        try (RawClient one = RawClient.open(server);
                RawClient two = RawClient.open(server)) {
            CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> server.drain(Duration.ofMillis(200)));
            assertThat(one.frame().closeCode()).isEqualTo(4200);
            assertThat(two.frame().closeCode()).isEqualTo(4200);
            assertThat(answerTo(RawClient.HEAD)).startsWith("HTTP/1.1 503 ").contains("SHUTTING_DOWN");
            one.hangUp();
            two.hangUp();
            drained.get(3, TimeUnit.SECONDS);
        }
    }

    @Test
    void the_platforms_own_client_is_served() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .subprotocols("parley.v1")
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/v1/ws"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            heard.complete(text.toString());
                            return WebSocket.Listener.super.onText(from, text, last);
                        }

                        @Override
                        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                            closed.complete(code);
                            return CompletableFuture.completedFuture(reason);
                        }
                    })
                    .get(5, TimeUnit.SECONDS);
            socket.sendText("hello", true).get(5, TimeUnit.SECONDS);
            assertThat(heard.get(5, TimeUnit.SECONDS)).isEqualTo("hello");
            socket.sendText("!end SUPERSEDED", true).get(5, TimeUnit.SECONDS);
            assertThat(closed.get(5, TimeUnit.SECONDS)).isEqualTo(4001);
        }
    }

    private String answerTo(String head) throws IOException {
        try (RawClient client = RawClient.dial(server.port())) {
            String answer = client.request(head + "\r\n");
            return answer.startsWith("HTTP/1.1 101") ? answer : answer + client.rest();
        }
    }
}
