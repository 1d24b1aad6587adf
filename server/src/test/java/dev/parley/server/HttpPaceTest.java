package dev.parley.server;

import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.JsonArray;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Three calls of one user at once, and hardly one more ever.
class HttpPaceTest {
    private static final String CREATE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.create\",\"params\":{\"session\":\"s\"}}";

    private final RunningServer server =
            RunningServer.start(Mode.DEV, Map.of("rates.user.perSecond", "1", "rates.user.burst", "3"));
    private final HttpCaller ana = new HttpCaller(server, "ana");
    private final HttpCaller ben = new HttpCaller(server, "ben");

    @AfterEach
    void stop() {
        ana.close();
        ben.close();
        server.close();
    }

    @Test
    void a_call_that_comes_too_fast_is_429_with_the_time_to_wait() {
        HttpResponse<String> refused = firstRefused("GET", "/v1/events?pattern=a.a");
        assertThat(HttpCaller.header(refused, "Retry-After")).isEqualTo("1");
        assertThat(text(json(refused.body()), "/code")).isEqualTo("RATE_LIMITED");
        assertThat(text(json(refused.body()), "/limit")).isEqualTo("userCalls");
        assertThat(ben.get("/v1/events?pattern=a.a").statusCode()).isEqualTo(200);
    }

    @Test
    void reads_of_sessions_count() {
        assertThat(text(json(firstRefused("GET", "/v1/sessions/none").body()), "/limit"))
                .isEqualTo("userCalls");
    }

    @Test
    void patches_count_though_they_fail() {
        HttpResponse<String> refused = firstRefused("PATCH", "/v1/sessions/none");
        assertThat(text(json(refused.body()), "/limit")).isEqualTo("userCalls");
    }

    @Test
    void streams_of_events_count() {
        firstRefused("GET", "/v1/events?pattern=a.a");
        assertThat(ana.get("/v1/events?pattern=a.a", "Accept", "text/event-stream")
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void a_user_has_one_bucket_for_both_transports() {
        try (TestClient connected = server.client("ana")) {
            firstRefused("GET", "/v1/events?pattern=a.a");
            assertThat(text(connected.call("session.get", "{\"session\":\"none\"}"), "/error/data/limit"))
                    .isEqualTo("userCalls");
        }
    }

    @Test
    void members_of_a_batch_count_one_by_one() {
        String batch = "[" + (CREATE + ",").repeat(9) + CREATE + "]";
        JsonArray answers = (JsonArray) json(ana.post("/v1/rpc", batch).body());
        assertThat(answers.items().stream()
                        .filter(answer -> answer.toString().contains("RATE_LIMITED"))
                        .count())
                .isGreaterThan(4);
    }

    private HttpResponse<String> firstRefused(String method, String path) {
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = ana.send(
                    method, path, method.equals("PATCH") ? "[]" : "", "Content-Type", "application/json-patch+json");
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("twenty calls in a row were let through");
    }
}
