package dev.parley.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.http.SseClient.Sse;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.listener.Listener;
import dev.parley.listener.ListenerSettings;
import dev.parley.testkit.LiveGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Server-sent events over a real socket and the real core.
class SseTest {
    private static final String AUTH = "Authorization: Bearer " + LiveGateway.token("ana");
    private static final String PAGE = "https://app.example.com";

    private final LiveGateway live = LiveGateway.start(
            new ConnectionLimits(256 * 1024, 100, 64, 32, 10_000, 256 * 1024, 16 * 1024, 1_000, 60_000));
    private final Listener listener = Listener.start(
            ListenerSettings.DEFAULTS.at("127.0.0.1", 0).withDeadlines(1_000, 1_000, 600),
            List.of(new HttpTransport(HttpSettings.DEFAULTS
                    .with(Set.of(PAGE))
                    .withRequests(1024 * 1024, 2_000)
                    .withStreams(3, 200))),
            live.gateway());

    @AfterEach
    void stop() {
        listener.close();
        live.close();
    }

    private SseClient open(String query, String... lines) throws IOException {
        String[] all = java.util.Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = AUTH;
        return SseClient.open(listener.port(), query, all);
    }

    private void publish(String topic, String data) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + "/v1/events"))
                .header("Authorization", "Bearer " + LiveGateway.token("ben"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"topic\":\"%s\",\"data\":%s}".formatted(topic, data)))
                .build();
        // A connection of its own: one that was kept may meet the idle timer, which is short here.
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private void publishMany(String topic, int count) throws IOException, InterruptedException {
        for (int i = 1; i <= count; i++) {
            publish(topic, Integer.toString(i));
        }
    }

    @Test
    void a_listener_hears_what_is_published_with_its_position_as_the_id() throws Exception {
        try (SseClient client = open("pattern=feed.**")) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("content-type")).isEqualTo("text/event-stream");
            assertThat(client.header("cache-control")).isEqualTo("no-store");
            assertThat(client.header("x-content-type-options")).isEqualTo("nosniff");
            Sse begun = client.next();
            assertThat(begun.name()).isEqualTo("subscribed");
            assertThat(begun.id()).isEqualTo("1:0");
            assertThat(begun.data()).contains("\"stream\":\"feed\"").contains("\"recovered\":false");
            publish("feed.a", "{\n\"text\":\r\n \"Zoë \\n\"}");
            Sse event = client.next();
            assertThat(event.name()).isEmpty();
            assertThat(event.id()).isEqualTo("1:1");
            assertThat(event.data()).contains("\"topic\":\"feed.a\"").contains("\"text\":   \"Zoë \\n\"");
        }
    }

    @Test
    void a_listener_that_comes_back_hears_each_event_once() throws Exception {
        publishMany("again.a", 3);
        String last;
        try (SseClient client = open("pattern=again.**&from=earliest")) {
            client.next();
            assertThat(client.next().id()).isEqualTo("1:1");
            last = client.next().id();
        }
        publish("again.a", "4");
        try (SseClient client = open("pattern=again.**&lastEventId=1:0", "Last-Event-ID: " + last)) {
            assertThat(client.next().data()).contains("\"recovered\":true");
            assertThat(client.next().id()).isEqualTo("1:3");
            assertThat(client.next().id()).isEqualTo("1:4");
            publish("again.a", "5");
            assertThat(client.next().id()).isEqualTo("1:5");
        }
        try (SseClient client = open("pattern=again.**&from=latest&lastEventId=1:4")) {
            client.next();
            assertThat(client.next().id())
                    .as("the query serves who cannot set a header")
                    .isEqualTo("1:5");
        }
    }

    @Test
    void positions_that_only_others_events_pass_are_told_by_name() throws Exception {
        publishMany("other.a", 2);
        try (SseClient client = open("pattern=other.b&from=earliest")) {
            client.next();
            Sse position = client.next();
            assertThat(position.name()).isEqualTo("position");
            assertThat(position.id()).isEqualTo("1:2");
        }
    }

    @Test
    void a_refused_subscription_is_an_ordinary_answer() throws Exception {
        try (SseClient client = open("pattern=feed.**", "Last-Event-ID: 7:0")) {
            assertThat(client.status()).isEqualTo(409);
            assertThat(client.header("content-type")).isEqualTo("application/json");
            assertThat(client.body()).contains("\"code\":\"EPOCH_CHANGED\"");
        }
        try (SseClient client = open("pattern=**")) {
            assertThat(client.status()).isEqualTo(400);
            assertThat(client.body()).contains("INVALID_PATTERN");
        }
        try (SseClient client = SseClient.open(listener.port(), "pattern=feed.**")) {
            assertThat(client.status()).isEqualTo(401);
            assertThat(client.header("www-authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void a_quiet_stream_beats_and_outlives_the_listeners_deadlines() throws Exception {
        try (SseClient client = open("pattern=quiet.**")) {
            client.next();
            for (int i = 0; i < 12; i++) {
                assertThat(client.nextOfAny().name()).isEqualTo(":");
            }
        }
    }

    @Test
    void a_stream_ends_with_the_server() throws Exception {
        try (SseClient client = open("pattern=ending.**")) {
            client.next();
            listener.drain(Duration.ZERO);
            assertThat(client.isOver()).isTrue();
        }
    }

    @Test
    void there_are_only_so_many_streams_and_a_place_is_free_once_its_client_has_left() throws Exception {
        SseClient first = open("pattern=many.**");
        SseClient second = open("pattern=many.**");
        SseClient third = open("pattern=many.**");
        try (second;
                third) {
            try (SseClient fourth = open("pattern=many.**")) {
                assertThat(fourth.status()).isEqualTo(503);
                assertThat(fourth.header("retry-after")).isEqualTo("5");
            }
            first.close();
            long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            int status = 503;
            while (status == 503 && System.nanoTime() < giveUp) {
                try (SseClient again = open("pattern=many.**")) {
                    status = again.status();
                }
            }
            assertThat(status).isEqualTo(200);
        }
    }

    @Test
    void a_listener_that_reads_nothing_is_cut_and_its_neighbour_hears_everything() throws Exception {
        String large = "\"" + "x".repeat(30_000) + "\"";
        try (SseClient stalled = open("pattern=slow.**");
                SseClient neighbour = open("pattern=slow.**")) {
            neighbour.next();
            long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            for (int i = 1; System.nanoTime() < until; i++) {
                publish("slow.a", large);
                assertThat(neighbour.next().id()).isEqualTo("1:" + i);
            }
            assertThat(stalled.isOver()).isTrue();
        }
    }

    @Test
    void an_allowed_page_may_read_the_stream_and_no_other() throws Exception {
        try (SseClient client = open("pattern=feed.**", "Origin: " + PAGE)) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("access-control-allow-origin")).isEqualTo(PAGE);
        }
        try (SseClient client = open("pattern=feed.**", "Origin: https://evil.example.com")) {
            assertThat(client.status()).isEqualTo(403);
        }
    }

    @Test
    void listeners_of_both_kinds_share_one_framing_per_kind() {
        SseFraming framing = new SseFraming(4);
        assertThat(framing).isEqualTo(new SseFraming(4)).isNotEqualTo(new SseFraming(5));
        byte[] message = "{}".getBytes(UTF_8);
        java.nio.ByteBuffer into = java.nio.ByteBuffer.allocate(framing.framedLength(message.length));
        framing.frame(message, into);
        assertThat(new String(into.array(), UTF_8)).isEqualTo("data: {}\n\n");
    }
}
