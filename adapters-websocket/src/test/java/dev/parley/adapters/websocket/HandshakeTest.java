package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.websocket.Handshake.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private final Handshake handshake = new Handshake(() -> Origins.of("https://app.example.com"));
    private final Map<String, List<String>> headers = new LinkedHashMap<>(Map.of(
            "Host", List.of("localhost"),
            "Connection", List.of("keep-alive, Upgrade"),
            "Upgrade", List.of("websocket"),
            "Sec-WebSocket-Version", List.of("13"),
            "Sec-WebSocket-Key", List.of(RawClient.KEY)));

    @Test
    void the_example_of_the_rfc_is_accepted() {
        assertThat(accepted().acceptKey()).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(accepted().response())
                .startsWith("HTTP/1.1 101 ")
                .doesNotContain("Protocol:")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "Upgrade, h2c, 426",
        "Upgrade, 'websocket, h2c', 426",
        "Connection, keep-alive, 426",
        "Sec-WebSocket-Version, 8, 426",
        "Sec-WebSocket-Version, '13, 8', 426",
        "Sec-WebSocket-Key, '', 400",
        "Sec-WebSocket-Key, c2hvcnQ=, 400",
        "Sec-WebSocket-Key, not base64 at all!!, 400",
        "Content-Length, 5, 400",
        "Content-Length, -1, 400",
        "Transfer-Encoding, chunked, 400",
        "Sec-WebSocket-Protocol, chat, 400",
        "Sec-WebSocket-Protocol, bearer.abc, 400",
        "Origin, https://evil.example, 403"
    })
    void one_wrong_header_refuses(String name, String value, int status) {
        headers.put(name, List.of(value));
        assertThat(refused().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"Host, 400", "Connection, 426", "Upgrade, 426", "Sec-WebSocket-Version, 426", "Sec-WebSocket-Key, 400"})
    void one_missing_header_refuses(String name, int status) {
        headers.remove(name);
        assertThat(refused().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"Host, 400", "Sec-WebSocket-Version, 426", "Sec-WebSocket-Key, 400", "Upgrade, 426"})
    void one_doubled_header_refuses(String name, int status) {
        headers.computeIfPresent(name, (same, lines) -> List.of(lines.getFirst(), lines.getFirst()));
        assertThat(refused().status()).isEqualTo(status);
    }

    @Test
    void a_wrong_version_is_told_the_right_one() {
        headers.put("Sec-WebSocket-Version", List.of("7"));
        assertThat(refused().headers()).containsEntry("Sec-WebSocket-Version", "13");
    }

    @Test
    void only_get_over_http_1_1_upgrades() {
        assertThat(refused("POST", "1.1").status()).isEqualTo(405);
        assertThat(refused("GET", "1.0").status()).isEqualTo(400);
        assertThat(refused("GET", "2.0").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WebSocket", "WEBSOCKET", "webSOCKET"})
    void the_protocol_is_compared_without_regard_to_case(String spelling) {
        headers.put("Upgrade", List.of(spelling));
        headers.put("Connection", List.of("UPGRADE"));
        assertThat(accepted().token()).isEmpty();
    }

    @Test
    void an_allowed_origin_and_no_origin_are_let_in() {
        assertThat(accepted().token()).isEmpty();
        headers.put("Origin", List.of("https://app.example.com"));
        assertThat(accepted().token()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://app.example.com.evil.example",
                "https://evilapp.example.com",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com/",
                "https://app.example.com, https://evil.example",
                ""
            })
    void an_origin_that_is_not_on_the_list_letter_by_letter_is_forbidden(String origin) {
        headers.put("Origin", List.of(origin));
        assertThat(refused().status()).isEqualTo(403);
    }

    @Test
    void two_origins_are_forbidden() {
        headers.put("Origin", List.of("https://app.example.com", "https://app.example.com"));
        assertThat(refused().status()).isEqualTo(403);
    }

    @Test
    void only_the_known_sub_protocol_is_echoed() {
        headers.put("Sec-WebSocket-Protocol", List.of("chat, bearer.abc.def", "parley.v1"));
        assertThat(accepted().subProtocol()).contains("parley.v1");
        assertThat(accepted().response())
                .contains("Sec-WebSocket-Protocol: parley.v1\r\n")
                .doesNotContain("abc.def");
    }

    @Test
    void a_token_comes_as_authorization_or_as_sub_protocol() {
        headers.put("Authorization", List.of("bearer abc.def"));
        assertThat(accepted().token()).contains("abc.def");
        headers.remove("Authorization");
        headers.put("Sec-WebSocket-Protocol", List.of("parley.v1, bearer.abc.def"));
        assertThat(accepted().token()).contains("abc.def");
    }

    @Test
    void the_same_token_twice_is_one_and_two_tokens_are_none() {
        headers.put("Authorization", List.of("Bearer abc"));
        headers.put("Sec-WebSocket-Protocol", List.of("parley.v1, bearer.abc"));
        assertThat(accepted().token()).contains("abc");
        headers.put("Authorization", List.of("Bearer other"));
        assertThat(refused().status()).isEqualTo(400);
    }

    @Test
    void a_refusal_closes_and_carries_a_code() {
        assertThat(new String(
                        Refusal.later(dev.parley.domain.shared.ErrorCode.SHUTTING_DOWN, 5)
                                .bytes(),
                        US_ASCII))
                .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                .contains("\r\nRetry-After: 5\r\n", "\r\nConnection: close\r\n", "\"code\":\"SHUTTING_DOWN\"");
    }

    private Verdict.Accepted accepted() {
        return (Verdict.Accepted) handshake.judge(new HandshakeRequest("GET", "1.1", headers));
    }

    private Refusal refused() {
        return refused("GET", "1.1");
    }

    private Refusal refused(String method, String version) {
        return ((Verdict.Refused) handshake.judge(new HandshakeRequest(method, version, headers))).refusal();
    }
}
