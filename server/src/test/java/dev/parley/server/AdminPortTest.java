package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What operators see, over real sockets.
class AdminPortTest {
    @Test
    void it_tells_what_the_server_did_on_a_port_of_its_own() throws Exception {
        try (RunningServer server = RunningServer.start(Mode.DEV, Map.of("admin.port", "0"));
                TestClient ana = server.client("ana")) {
            URI admin = server.adminUrl();
            ana.result("session.create", "{\"session\":\"s\",\"document\":{\"a\":1}}");
            ana.result("events.publish", "{\"topic\":\"news.a\",\"data\":1}");

            ana.result("session.join", "{\"session\":\"s\"}");
            ana.notify("typing.start", "{\"session\":\"s\"}");
            ana.notice("typing.state");
            ana.notify("typing.stop", "{\"session\":\"s\"}");
            ana.notice("typing.state");

            assertThat(get(admin.resolve("/health/live")).statusCode()).isEqualTo(200);
            assertThat(get(admin.resolve("/health/ready")).statusCode()).isEqualTo(200);
            HttpResponse<String> metrics =
                    await(admin.resolve("/metrics"), "\nparley_typing_server_latency_seconds_count 2\n");
            assertThat(metrics.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
            assertThat(metrics.body())
                    .contains("\nparley_connections 1.0\n")
                    .contains("\nparley_events_published_total 1.0\n")
                    .contains("\nparley_store_up 1.0\n");
            assertThat(get(server.url().resolve("/metrics")).statusCode()).isEqualTo(404);
            assertThat(get(admin.resolve("/v1/ws")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void every_metric_is_explained_and_every_explained_metric_is_there() throws Exception {
        try (RunningServer server = RunningServer.start(Mode.DEV, Map.of("admin.port", "0"))) {
            String told = get(server.adminUrl().resolve("/metrics")).body();
            assertThat(Documents.found("^# TYPE (\\S+)", told))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                            Documents.found("^\\| `(parley_[a-z_]+)`", Documents.read("docs/operations.md")));
        }
    }

    /// What is counted behind a client's back takes a moment.
    private static HttpResponse<String> await(URI url, String part) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        HttpResponse<String> answer = get(url);
        while (!answer.body().contains(part) && System.nanoTime() < deadline) {
            answer = get(url);
        }
        assertThat(answer.body()).contains(part);
        return answer;
    }

    private static HttpResponse<String> get(URI url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
