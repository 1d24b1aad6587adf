package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.identity.TokenMint;
import dev.parley.adapters.identity.TokenSettings;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Role;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.json.Json;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `serve` over real sockets: signed tokens and what they allow.
class ServeTest {
    private static final String SECRET = "a secret of more than thirty-two bytes";
    private static final TokenMint MINT = new TokenMint(SECRET, TokenSettings.DEFAULTS);
    private static final TenantId ACME = new TenantId("acme");
    private static final long HOUR = 3_600_000;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start(
                Mode.SERVE, Map.of("tokenKey.secret", SECRET, "token.skewMillis", "0", "admin.port", "0"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void only_a_token_lets_somebody_in() {
        for (String token : List.of("dev:ana", "", token(ACME, "ana", Grants.ALL, -HOUR))) {
            try (TestClient client = server.anonymous()) {
                Json answer = client.call("connect", "{\"token\":\"" + token + "\"}");
                assertThat(TestClient.text(answer, "/error/data/code"))
                        .isEqualTo(token.length() > 20 ? "TOKEN_EXPIRED" : "UNAUTHENTICATED");
                assertThat(client.closeCode()).isEqualTo(4002);
            }
        }
        try (TestClient client = client(ACME, "ana", Grants.ALL)) {
            assertThat(TestClient.text(client.result("session.create", "{\"session\":\"s\"}"), "/durable"))
                    .isEqualTo("disk");
        }
    }

    @Test
    void a_token_bounds_what_its_user_may_do() {
        Grants some = new Grants(
                List.of(new Grants.ForSessions("doc-*", Role.VIEWER)),
                List.of(new Grants.ForTopics(new TopicPattern("orders.*"), Set.of(TopicAction.SUBSCRIBE))));
        try (TestClient owner = client(ACME, "owner", Grants.ALL);
                TestClient ana = client(ACME, "ana", some)) {
            owner.result("session.create", "{\"session\":\"doc-1\",\"joinRole\":\"editor\",\"document\":{\"a\":1}}");
            owner.result("session.create", "{\"session\":\"plan\",\"joinRole\":\"editor\"}");

            assertThat(TestClient.text(ana.result("session.join", "{\"session\":\"doc-1\"}"), "/role"))
                    .isEqualTo("viewer");
            assertThat(code(ana, "session.patch", patch("doc-1"))).isEqualTo("FORBIDDEN");
            assertThat(code(ana, "session.get", "{\"session\":\"plan\"}")).isEqualTo("NOT_FOUND");
            assertThat(code(ana, "session.get", "{\"session\":\"none\"}")).isEqualTo("NOT_FOUND");
            assertThat(code(ana, "events.publish", "{\"topic\":\"orders.a\",\"data\":1}"))
                    .isEqualTo("FORBIDDEN");
            assertThat(code(ana, "events.subscribe", "{\"pattern\":\"orders.*\"}"))
                    .isEmpty();
            assertThat(code(ana, "events.subscribe", "{\"pattern\":\"secret.*\"}"))
                    .isEqualTo("FORBIDDEN");
            assertThat(code(ana, "events.history", "{\"pattern\":\"orders.*\"}"))
                    .isEqualTo("FORBIDDEN");
        }
    }

    private static String patch(String session) {
        return "{\"session\":\"" + session + "\",\"epoch\":1,\"baseVersion\":1,\"clientSeq\":1,"
                + "\"patch\":[{\"op\":\"replace\",\"path\":\"/a\",\"value\":2}]}";
    }

    @Test
    void a_live_connection_ends_with_its_token_unless_it_is_refreshed() {
        long start = System.nanoTime();
        try (TestClient ana = connected(token(ACME, "ana", Grants.ALL, 5_000))) {
            ana.notice("token.expiring");
            assertThat(TestClient.text(
                            ana.call("refreshToken", "{\"token\":\"" + token(ACME, "bob", Grants.ALL, HOUR) + "\"}"),
                            "/error/data/code"))
                    .isEqualTo("FORBIDDEN");
            assertThat(code(ana, "refreshToken", "{\"token\":\"nonsense\"}")).isEqualTo("UNAUTHENTICATED");
            assertThat(code(ana, "refreshToken", "{}")).isEqualTo("INVALID_PARAMS");
            ana.result("refreshToken", "{\"token\":\"" + token(ACME, "ana", Grants.ALL, 9_000) + "\"}");
            assertThat(ana.closeCode()).isEqualTo(4102);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("lives past its first token, and ends with the second")
                    .isBetween(Duration.ofMillis(5_500), Duration.ofSeconds(25));
        }
    }

    /// The year 3000 is further away than 63 bits of nanoseconds.
    @Test
    void a_token_of_a_thousand_years_lasts() {
        try (TestClient ana = connected(token(ACME, "ana", Grants.ALL, 1_000 * 365 * 24 * HOUR))) {
            ana.result("session.create", "{\"session\":\"s\"}");
            ana.result("refreshToken", "{\"token\":\"" + token(ACME, "ana", Grants.ALL, HOUR) + "\"}");
            ana.result("session.get", "{\"session\":\"s\"}");
        }
    }

    @Test
    void a_stream_of_events_ends_with_its_token() {
        HttpRequest listen = HttpRequest.newBuilder(server.url().resolve("/v1/events?pattern=news.*"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token(ACME, "ana", Grants.ALL, 3_000))
                .build();
        HttpClient http = HttpClient.newHttpClient();
        try {
            HttpResponse<String> heard = http.sendAsync(listen, HttpResponse.BodyHandlers.ofString())
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            assertThat(heard.statusCode()).isEqualTo(200);
            assertThat(heard.body()).contains("event: subscribed");
        } finally {
            // Not close, which waits for a stream that goes on.
            http.shutdownNow();
        }
    }

    @Test
    void other_rights_begin_on_a_connection_of_their_own() {
        try (TestClient ana = client(ACME, "ana", Grants.ALL)) {
            Json answer = ana.result("refreshToken", "{\"token\":\"" + token(ACME, "ana", Grants.NONE, HOUR) + "\"}");
            assertThat(TestClient.at(answer, "/reconnect")).isEqualTo(TestClient.json("true"));
            assertThat(ana.closeCode()).isEqualTo(4201);
        }
    }

    @Test
    void a_page_of_elsewhere_may_not_connect_and_there_is_no_page() throws Exception {
        assertThat(HttpProbe.status(server.url().resolve("/"))).isEqualTo(404);
        assertThat(HttpProbe.status(server.url().resolve("/health/live"))).isEqualTo(200);
        assertThat(HttpProbe.upgrade(server.url(), "Origin: https://evil.example"))
                .isEqualTo(403);
        assertThat(HttpProbe.upgrade(
                        server.url(), "Origin: " + server.url().toString().replaceAll("/$", "")))
                .isEqualTo(403);
    }

    private TestClient client(TenantId tenant, String user, Grants grants) {
        return connected(token(tenant, user, grants, HOUR));
    }

    private TestClient connected(String token) {
        TestClient client = server.anonymous();
        client.result("connect", "{\"token\":\"" + token + "\"}");
        return client;
    }

    private static String token(TenantId tenant, String user, Grants grants, long ttlMillis) {
        return MINT.mint(tenant, new UserId(user), grants, System.currentTimeMillis() + ttlMillis);
    }

    /// The refusal's code; empty for an answer.
    private static String code(TestClient client, String method, String params) {
        Json answer = client.call(method, params);
        return TestClient.has(answer, "/error") ? TestClient.text(answer, "/error/data/code") : "";
    }
}
