package dev.parley.server;

import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.identity.TokenMint;
import dev.parley.adapters.identity.TokenSettings;
import dev.parley.domain.access.Grants;
import dev.parley.domain.json.Json;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All that a `serve` process prints, from its start to its end, with clients of every kind.
class ServedLogTest {
    private static final int ATTACKERS = 40;
    private static final String TOKEN = new TokenMint(ServedProcess.SECRET, TokenSettings.DEFAULTS)
            .mint(
                    new TenantId("acme"),
                    new UserId("ana"),
                    Grants.ALL,
                    System.currentTimeMillis() + Duration.ofHours(1).toMillis());

    @TempDir
    private Path data;

    @Test
    void every_line_is_json_and_about_one_event() throws Exception {
        try (ServedProcess server = ServedProcess.start(data, "http.answerWithinMillis=1")) {
            URI url = server.url();
            for (int i = 0; i < ATTACKERS; i++) {
                attack(url, i);
            }
            signIn(url, TOKEN);
            signIn(url, TOKEN + "x");
            int beforeFault = server.log().size();
            assertThat(beforeFault).as("at most a line for each attacker").isLessThanOrEqualTo(ATTACKERS + 1);

            String told = provokeInternal(url);
            Json line = json(server.line(each -> each.contains(told)));
            assertThat(text(line, "/correlation")).isEqualTo(told);
            assertThat(text(line, "/code")).isEqualTo("INTERNAL");
            assertThat(text(line, "/level")).isEqualTo("ERROR");

            assertThat(server.terminate()).isEqualTo(143);
            assertThat(server.printed()).isEmpty();
            assertThat(server.log()).allSatisfy(ServedLogTest::assertEvent);
            assertThat(server.log()).last().asString().contains("the server has stopped");
            assertThat(String.join("\n", server.log()))
                    .doesNotContain(TOKEN)
                    .doesNotContain(TOKEN.split("\\.", -1)[2])
                    .doesNotContain(ServedProcess.SECRET);
        }
    }

    private static void assertEvent(String line) {
        Json event = json(line);
        for (String member : List.of("/time", "/level", "/logger", "/message")) {
            assertThat(has(event, member)).as("%s in %s", member, line).isTrue();
        }
    }

    /// A bad head, a bad frame, or nothing at all; each knows a token.
    private static void attack(URI url, int number) throws IOException {
        String upgrade = "GET /v1/ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
                + TOKEN + "\r\n\r\n";
        List<String> attacks = List.of(
                upgrade + "\u00ff\u00ff\u00ff forged\r\n{\"level\":\"ERROR\"}\r\n",
                "GET /" + TOKEN + "\u001b[2J HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n",
                "POST /v1/rpc HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\nAuthorization: Bearer " + TOKEN
                        + "\r\n\r\n",
                "nonsense " + TOKEN + "\n\n",
                "");
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write(attacks.get(number % attacks.size()).getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.setSoTimeout(20_000);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotContain(TOKEN);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static void signIn(URI url, String token) {
        try (TestClient client = TestClient.open(URI.create("ws://127.0.0.1:" + url.getPort() + "/v1/ws"))) {
            client.call("connect", "{\"token\":\"" + token + "\"}");
        }
    }

    /// The server has a millisecond for what takes a forced write.
    ///
    /// @return the number that the caller is told
    private static String provokeInternal(URI url) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/events"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"topic\":\"news.a\",\"data\":1}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline) {
                String body = http.send(request, BodyHandlers.ofString()).body();
                if (body.contains("INTERNAL")) {
                    return text(json(body), "/correlation");
                }
            }
        }
        throw new AssertionError("it never took longer than a millisecond");
    }
}
