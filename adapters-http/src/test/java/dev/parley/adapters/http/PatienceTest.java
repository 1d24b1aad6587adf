package dev.parley.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.LogContext;
import dev.parley.listener.Listener;
import dev.parley.listener.ListenerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Before a core that never answers, and behind a base path.
class PatienceTest {
    private static final String BASE = "/parley";
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"session.get\"}";

    private final SilentGateway gateway = new SilentGateway();
    private final Listener listener = Listener.start(
            ListenerSettings.DEFAULTS.at("127.0.0.1", 0),
            List.of(new HttpTransport(HttpSettings.DEFAULTS.at(BASE).withPage().withRequests(1_000, 200))),
            gateway);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() throws InterruptedException {
        listener.close();
        gateway.stop();
        http.shutdownNow();
    }

    private HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Test
    void a_call_without_an_answer_is_told_so_under_its_id() throws Exception {
        HttpResponse<String> answer = send("POST", BASE + "/v1/rpc", "ana", CALL.formatted("7"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":7").contains("\"code\":\"INTERNAL\"");
    }

    @Test
    void no_member_of_a_batch_starts_after_the_deadline() throws Exception {
        HttpResponse<String> answer =
                send("POST", BASE + "/v1/rpc", "ana", "[" + CALL.formatted("1") + "," + CALL.formatted("2") + ",5]");
        assertThat(answer.body()).contains("\"id\":1").contains("\"id\":2").contains("INVALID_REQUEST");
        assertThat(gateway.taken).hasValue(1);
    }

    @Test
    void a_resource_without_an_answer_is_unavailable() throws Exception {
        HttpResponse<String> answer = send("POST", BASE + "/v1/events", "ana", "{}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"INTERNAL\"").contains("\"retryable\":true");
        assertThat(answer.headers().firstValue("retry-after")).contains("5");
    }

    @Test
    void a_fault_tells_nobody_its_text() throws Exception {
        HttpResponse<String> answer = send("GET", BASE + "/v1/sessions/any", "ana", "");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("INTERNAL").doesNotContain("the text of an exception");
    }

    @Test
    void a_fault_is_found_in_the_log_by_what_its_caller_is_told() throws Exception {
        assertFound("GET", BASE + "/v1/sessions/any", "the text of an exception");
        assertFound("POST", BASE + "/v1/events", "not answered in time");
        assertFound("POST", BASE + "/v1/rpc", "not answered in time");
    }

    private void assertFound(String method, String path, String cause) throws Exception {
        List<LogRecord> lines = new CopyOnWriteArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(log);
        try {
            String body = send(method, path, "ana", CALL.formatted("1")).body();
            assertThat(lines).hasSize(1);
            String told = LogContext.of(lines.getFirst()).get("correlation");
            assertThat(told).isNotNull();
            assertThat(body).contains("\"correlation\":\"" + told + "\"");
            assertThat(lines.getFirst().getMessage() + lines.getFirst().getThrown())
                    .contains(told)
                    .contains(cause);
        } finally {
            root.removeHandler(log);
        }
    }

    @Test
    void everything_is_behind_the_base_path_and_nothing_before_it() throws Exception {
        assertThat(send("GET", BASE + "/health/live", "ana", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", BASE + "/", "ana", "").body()).startsWith("<!doctype html>");
        for (String path : List.of("/", "/health/live", "/v1/rpc", "/v1/events", "/v1/sessions/a")) {
            assertThat(send("GET", path, "ana", "").statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void a_stopping_server_takes_no_calls() throws Exception {
        listener.drain(Duration.ZERO);
        HttpResponse<String> answer = send("POST", BASE + "/v1/rpc", "ana", CALL.formatted("1"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("SHUTTING_DOWN");
    }
}
