package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

            assertThat(get(admin.resolve("/health/live")).statusCode()).isEqualTo(200);
            assertThat(get(admin.resolve("/health/ready")).statusCode()).isEqualTo(200);
            HttpResponse<String> metrics = get(admin.resolve("/metrics"));
            assertThat(metrics.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
            assertThat(metrics.body())
                    .contains("\nparley_connections 1.0\n")
                    .contains("\nparley_events_published_total 1.0\n")
                    .contains("\nparley_store_up 1.0\n");
            assertThat(get(server.url().resolve("/metrics")).statusCode()).isEqualTo(404);
            assertThat(get(admin.resolve("/v1/ws")).statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(URI url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
