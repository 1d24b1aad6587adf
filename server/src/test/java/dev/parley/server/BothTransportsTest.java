package dev.parley.server;

import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Listeners of both transports with one pattern and equal rights are one audience, on all loops.
class BothTransportsTest {
    private static final int EVENTS = 300;
    private static final int EACH = 3;

    @Test
    void listeners_of_both_transports_hear_the_same_in_the_same_order() throws Exception {
        try (RunningServer server = RunningServer.start();
                TestClient publisher = server.client("publisher");
                HttpClient http = HttpClient.newHttpClient()) {
            List<TestClient> sockets = new ArrayList<>();
            List<Iterator<String>> streams = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                TestClient socket = server.client("socket" + i);
                socket.result("events.subscribe", "{\"pattern\":\"both.**\"}");
                sockets.add(socket);
                streams.add(listen(http, server.url(), "stream" + i));
            }
            for (int i = 1; i <= EVENTS; i++) {
                publisher.notify("events.publish", "{\"topic\":\"both.a\",\"data\":%d}".formatted(i));
            }
            for (int i = 1; i <= EVENTS; i++) {
                for (TestClient socket : sockets) {
                    assertThat(number(socket.notice("event"), "/event/data")).isEqualTo(i);
                }
                for (Iterator<String> stream : streams) {
                    assertThat(number(nextEvent(stream), "/event/data")).isEqualTo(i);
                }
            }
            sockets.forEach(TestClient::close);
            http.shutdownNow();
        }
    }

    /// Lines of a stream that has begun.
    private static Iterator<String> listen(HttpClient http, URI base, String user) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/v1/events?pattern=both.**"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer dev:" + user)
                .header("Accept", "text/event-stream")
                .build();
        Iterator<String> lines =
                http.send(request, BodyHandlers.ofLines()).body().iterator();
        while (!lines.next().startsWith("event: subscribed")) {
            // the head of the stream
        }
        return lines;
    }

    private static Json nextEvent(Iterator<String> lines) {
        while (true) {
            String line = lines.next();
            if (line.startsWith("data: ") && line.contains("\"event\":")) {
                return json(line.substring("data: ".length()));
            }
        }
    }
}
