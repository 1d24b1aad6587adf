package dev.parley.server.attacks;

import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.number;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.server.Mode;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Readers that stop reading, and what becomes of them and of their neighbours. Each answer that a test waits for has
/// a deadline.
class StalledReadersTest {
    private static final int CROWD = 20;
    private static final int ROUNDS = 40;
    private static final long MOST_QUEUED = CROWD * (1_048_576L + 2 * 65_536);
    private static final Map<String, String> NARROW = Map.of(
            "admin.port", "0",
            "listener.sendBufferBytes", "4096",
            "connections.lagQueuedBytes", "1000",
            "events.recentEvents", "10",
            "webSocket.lingerMillis", "30000");
    private static final int EVENTS = 100;

    @Test
    void twenty_of_them_hold_nobody_up_and_cost_no_more_than_their_queues() throws IOException {
        List<RawSocket> crowd = new ArrayList<>();
        try (RunningServer server = RunningServer.start(Mode.DEV, Map.of("admin.port", "0"));
                TestClient author = server.client("author");
                TestClient neighbour = server.client("neighbour")) {
            String epoch = Trip.create(author, "s");
            neighbour.result("session.join", "{\"session\":\"s\"}");
            neighbour.result("events.subscribe", "{\"pattern\":\"much.a\"}");
            for (int i = 0; i < CROWD; i++) {
                crowd.add(stalled(server, "stalled" + i, "catch-up"));
            }
            long most = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                author.result("session.patch", """
                        {"session":"s","epoch":%s,"baseVersion":%d,"clientSeq":%d,
                         "patch":[{"op":"add","path":"/n","value":"%s"}]}""".formatted(epoch, round, round, letters()));
                publish(author);
                awaitBoth(neighbour, round);
                most = Math.max(most, queuedBytes(server));
            }
            assertThat(most).isBetween((long) CROWD * 65_536, MOST_QUEUED);
            LimitHits.await(server, "queuedBytes");
            LimitHits.await(server, "lagQueuedBytes");
        } finally {
            for (RawSocket socket : crowd) {
                socket.close();
            }
        }
    }

    /// On one loop, and on one each.
    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void the_one_with_the_most_is_shed_first_and_the_other_misses_nothing(String loops) throws IOException {
        Map<String, String> small = Map.of(
                "admin.port", "0",
                "loops", loops,
                "queues.maxBytes", "400000",
                "connections.lagQueuedBytes", "1000000",
                "listener.sendBufferBytes", "4096",
                "webSocket.lingerMillis", "300",
                "presence.graceMillis", "50");
        try (RunningServer server = RunningServer.start(Mode.DEV, small);
                TestClient watcher = server.client("watcher")) {
            Trip.create(watcher, "s");
            watcher.result("session.join", "{\"session\":\"s\"}");
            try (RawSocket greedy = stalled(server, "greedy", "catch-up");
                    RawSocket modest = RawSocket.stalled(server, "modest")) {
                modest.text(subscription("more.a", "catch-up"));
                modest.frame();
                greedy.text(subscription("more.a", "catch-up"));
                greedy.wholeText();
                for (int i = 0; i < 6; i++) {
                    watcher.result("events.publish", "{\"topic\":\"much.a\",\"data\":\"" + letters() + "\"}");
                }
                for (int i = 0; i < 5; i++) {
                    watcher.result("events.publish", "{\"topic\":\"more.a\",\"data\":\"" + letters() + "\"}");
                }
                watcher.await(message -> message.toString().contains("lost"));
                for (int offset = 1; offset <= 5; offset++) {
                    assertThat(number(json(modest.wholeText()), "/params/offset"))
                            .isEqualTo(offset);
                }
                assertThat(LimitHits.metrics(server)).contains("parley_limit_hits_total{limit=\"allQueuedBytes\"} 1.0");
            }
        }
    }

    @Test
    void latest_goes_on_at_the_head() throws IOException {
        try (RunningServer server = RunningServer.start(Mode.DEV, NARROW);
                TestClient publisher = server.client("publisher");
                RawSocket reader = behind(server, publisher, "latest")) {
            assertThat(readUntilGap(reader)).isEqualTo(EVENTS);
            publish(publisher);
            assertThat(next(reader)).isEqualTo(EVENTS + 1);
        }
    }

    @Test
    void drop_oldest_goes_on_with_what_is_in_memory() throws IOException {
        try (RunningServer server = RunningServer.start(Mode.DEV, NARROW);
                TestClient publisher = server.client("publisher");
                RawSocket reader = behind(server, publisher, "drop-oldest")) {
            assertThat(readUntilGap(reader)).isEqualTo(EVENTS - 10);
            for (int offset = EVENTS - 9; offset <= EVENTS; offset++) {
                assertThat(next(reader)).isEqualTo(offset);
            }
        }
    }

    @Test
    void disconnect_is_closed_with_4101() throws IOException {
        try (RunningServer server = RunningServer.start(Mode.DEV, NARROW);
                TestClient publisher = server.client("publisher");
                RawSocket reader = behind(server, publisher, "disconnect")) {
            assertThat(reader.closeFrame().closeCode()).isEqualTo(4101);
        }
    }

    @Test
    void another_word_is_refused() {
        try (RunningServer server = RunningServer.start();
                TestClient client = server.client("ana")) {
            Json answer = client.call("events.subscribe", "{\"pattern\":\"a.a\",\"lag\":\"whatever\"}");
            assertThat(text(answer, "/error/data/code")).isEqualTo("INVALID_PARAMS");
            assertThat(text(answer, "/error/data/field")).isEqualTo("lag");
        }
    }

    /// The patch and the event of a round; they come from two lanes, so in either order.
    private static void awaitBoth(TestClient neighbour, int round) {
        boolean[] heard = new boolean[2];
        neighbour.await(message -> {
            heard[0] |= is(message, "session.patched", "/params/version", round + 1);
            heard[1] |= is(message, "event", "/params/offset", round);
            return heard[0] && heard[1];
        });
    }

    private static RawSocket behind(RunningServer server, TestClient publisher, String lag) throws IOException {
        Trip.create(publisher, "s");
        RawSocket reader = stalled(server, "reader", lag);
        for (int i = 0; i < EVENTS; i++) {
            publish(publisher);
        }
        return reader;
    }

    /// In the session and subscribed, and reading no more.
    private static RawSocket stalled(RunningServer server, String user, String lag) throws IOException {
        RawSocket socket = RawSocket.stalled(server, user);
        socket.text("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.join\",\"params\":{\"session\":\"s\"}}");
        socket.wholeText();
        socket.text(subscription("much.a", lag));
        String answer = socket.wholeText();
        while (!answer.contains("subscription")) {
            answer = socket.wholeText();
        }
        return socket;
    }

    private static String subscription(String pattern, String lag) {
        return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"events.subscribe\",\"params\":{\"pattern\":\"%s\",\"lag\":\"%s\"}}"
                .formatted(pattern, lag);
    }

    private static void publish(TestClient publisher) {
        publisher.result("events.publish", "{\"topic\":\"much.a\",\"data\":\"" + letters() + "\"}");
    }

    private static String letters() {
        return "a".repeat(50_000);
    }

    /// Every event before the gap, in order and without a hole.
    ///
    /// @return where the gap ends
    private static long readUntilGap(RawSocket reader) throws IOException {
        long offset = 0;
        while (true) {
            Json message = eventful(reader);
            if (has(message, "/params/from")) {
                assertThat(number(message, "/params/from")).isEqualTo(offset + 1);
                return number(message, "/params/to");
            }
            assertThat(number(message, "/params/offset")).isEqualTo(++offset);
        }
    }

    private static long next(RawSocket reader) throws IOException {
        return number(eventful(reader), "/params/offset");
    }

    private static Json eventful(RawSocket reader) throws IOException {
        Json message = json(reader.wholeText());
        while (!text(message, "/method").startsWith("event")) {
            message = json(reader.wholeText());
        }
        return message;
    }

    private static boolean is(Json message, String method, String member, long value) {
        return has(message, "/method")
                && text(message, "/method").equals(method)
                && has(message, member)
                && number(message, member) == value;
    }

    private static long queuedBytes(RunningServer server) {
        Matcher gauge = Pattern.compile("parley_queued_bytes ([0-9.E]+)").matcher(LimitHits.metrics(server));
        assertThat(gauge.find()).isTrue();
        return (long) Double.parseDouble(gauge.group(1));
    }
}
