package dev.parley.server.attacks;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.number;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.server.Mode;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A thousand calls at once from one connection, of which ten a second and a hundred at once are allowed: the rest is
/// refused with the time to wait and changes nothing, and another user is served all the while.
class FastCallerTest {
    private static final int TIMES = 1_000;
    private static final int ALLOWED = 100;
    private static final Duration SERVED = Duration.ofSeconds(5);

    private final RunningServer server = RunningServer.start(
            Mode.DEV, Map.of("rates.connection.perSecond", "10", "rates.connection.burst", Integer.toString(ALLOWED)));
    private final TestClient neighbour = server.client("neighbour");
    private final TestClient hog = server.client("hog");
    private long epoch;

    @BeforeEach
    void join() {
        neighbour.result("session.create", "{\"session\":\"s\"}");
        epoch = number(neighbour.result("session.join", "{\"session\":\"s\"}"), "/epoch");
    }

    @AfterEach
    void stop() {
        hog.close();
        neighbour.close();
        server.close();
    }

    @Test
    void patches() {
        Map<String, Integer> answers = flood("session.patch", i -> """
                {"session":"s","epoch":%d,"baseVersion":1,"clientSeq":%d,
                 "patch":[{"op":"add","path":"/k","value":%d}]}""".formatted(epoch, i, i));
        assertThat(answers.keySet()).isSubsetOf("done", "PATCH_IN_FLIGHT", "DUPLICATE", "RATE_LIMITED");
        assertMostAreRefused(answers);
        assertThat(number(neighbour.result("session.get", "{\"session\":\"s\"}"), "/version"))
                .as("a version for each that was answered, and none for the refused")
                .isEqualTo(1 + answers.getOrDefault("done", 0));
    }

    @Test
    void publishes() {
        Map<String, Integer> answers = flood("events.publish", i -> "{\"topic\":\"a.a\",\"data\":%d}".formatted(i));
        assertMostAreRefused(answers);
        Json page = neighbour.result("events.history", "{\"pattern\":\"a.a\",\"limit\":1000}");
        assertThat(((JsonArray) at(page, "/events")).items()).hasSize(answers.getOrDefault("done", 0));
    }

    @Test
    void subscribes() {
        assertMostAreRefused(flood("events.subscribe", i -> "{\"pattern\":\"a.x%d\"}".formatted(i)));
    }

    @Test
    void joins() {
        assertMostAreRefused(flood("session.join", i -> "{\"session\":\"s\"}"));
    }

    @Test
    void methods_that_there_are_not() {
        assertMostAreRefused(flood("no.such", i -> "{}"));
    }

    @Test
    void what_gives_back_is_never_refused() {
        flood("session.get", i -> "{\"session\":\"s\"}");
        assertThat(flood("events.unsubscribe", i -> "{\"subscription\":\"none\"}"))
                .containsOnlyKeys("NOT_FOUND");
        assertThat(flood("session.leave", i -> "{\"session\":\"s\"}")).doesNotContainKey("RATE_LIMITED");
    }

    @Test
    void starts_of_typing_are_dropped_and_not_refused() {
        hog.result("session.join", "{\"session\":\"s\"}");
        assertThat(flood("typing.start", i -> "{\"session\":\"s\"}")).containsOnlyKeys("done");
    }

    @Test
    void members_of_a_batch_count_one_by_one() {
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.get\",\"params\":{\"session\":\"s\"}}";
        hog.send("[" + (call + ",").repeat(ALLOWED - 1) + call + "]");
        hog.await(message -> message instanceof JsonArray);
        hog.send("[" + (call + ",").repeat(ALLOWED - 1) + call + "]");
        JsonArray second = (JsonArray) hog.await(message -> message instanceof JsonArray);
        assertThat(second.items().stream()
                        .filter(answer -> has(answer, "/error"))
                        .count())
                .isGreaterThan(ALLOWED / 2);
    }

    @Test
    void whoever_waits_as_he_was_told_is_served() {
        flood("session.get", i -> "{\"session\":\"s\"}");
        Json answer = hog.call("session.get", "{\"session\":\"s\"}");
        long until = System.nanoTime() + SERVED.toNanos();
        while (!has(answer, "/result") && System.nanoTime() < until) {
            assertThat(number(answer, "/error/data/retryAfterMs")).isBetween(1L, 100L);
            answer = hog.call("session.get", "{\"session\":\"s\"}");
        }
        assertThat(has(answer, "/result")).isTrue();
    }

    /// Even a machine that takes half a minute for the thousand grants them but 300 more.
    private static void assertMostAreRefused(Map<String, Integer> answers) {
        assertThat(answers.getOrDefault("RATE_LIMITED", 0)).isBetween(TIMES / 2, TIMES - ALLOWED);
    }

    /// @return how many answers of each kind there were
    private Map<String, Integer> flood(String method, IntFunction<String> params) {
        Map<String, Integer> kinds = new TreeMap<>();
        for (int i = 1; i <= TIMES; i++) {
            hog.send("{\"jsonrpc\":\"2.0\",\"id\":\"h\",\"method\":\"%s\",\"params\":%s}"
                    .formatted(method, params.apply(i)));
            if (i % 250 == 0) {
                assertTheNeighbourIsServed();
            }
        }
        for (int i = 1; i <= TIMES; i++) {
            Json answer = hog.await(message -> has(message, "/id"));
            kinds.merge(has(answer, "/result") ? "done" : text(answer, "/error/data/code"), 1, Integer::sum);
        }
        return kinds;
    }

    private void assertTheNeighbourIsServed() {
        long from = System.nanoTime();
        neighbour.result("events.publish", "{\"topic\":\"calm.a\",\"data\":1}");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(SERVED);
    }
}
