package dev.parley.server.attacks;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.server.Mode;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A thousand calls at once from one connection, of which ten a second and a hundred at once are allowed: the rest is
/// refused with the time to wait and changes nothing, and another user is served all the while.
class FastCallerTest {
    private static final int ALLOWED = 100;

    private final RunningServer server = RunningServer.start(
            Mode.DEV, Map.of("rates.connection.perSecond", "10", "rates.connection.burst", Integer.toString(ALLOWED)));
    private final TestClient neighbour = server.client("neighbour");
    private final TestClient hog = server.client("hog");
    private final Flood flood = new Flood(hog, neighbour);
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
        Map<String, Integer> answers = flood.of("session.patch", i -> """
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
        Map<String, Integer> answers = flood.of("events.publish", i -> "{\"topic\":\"a.a\",\"data\":%d}".formatted(i));
        assertMostAreRefused(answers);
        Json page = neighbour.result("events.history", "{\"pattern\":\"a.a\",\"limit\":1000}");
        assertThat(((JsonArray) at(page, "/events")).items()).hasSize(answers.getOrDefault("done", 0));
    }

    @Test
    void subscribes() {
        assertMostAreRefused(flood.of("events.subscribe", i -> "{\"pattern\":\"a.x%d\"}".formatted(i)));
    }

    @Test
    void joins() {
        assertMostAreRefused(flood.of("session.join", i -> "{\"session\":\"s\"}"));
    }

    @Test
    void methods_that_there_are_not() {
        assertMostAreRefused(flood.of("no.such", i -> "{}"));
    }

    @Test
    void what_gives_back_is_never_refused() {
        flood.of("session.get", i -> "{\"session\":\"s\"}");
        assertThat(flood.of("events.unsubscribe", i -> "{\"subscription\":\"none\"}"))
                .containsOnlyKeys("NOT_FOUND");
        assertThat(flood.of("session.leave", i -> "{\"session\":\"s\"}")).doesNotContainKey("RATE_LIMITED");
    }

    @Test
    void starts_of_typing_are_dropped_and_not_refused() {
        hog.result("session.join", "{\"session\":\"s\"}");
        assertThat(flood.of("typing.start", i -> "{\"session\":\"s\"}")).containsOnlyKeys("done");
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
        flood.of("session.get", i -> "{\"session\":\"s\"}");
        Json answer = hog.call("session.get", "{\"session\":\"s\"}");
        long until = System.nanoTime() + Flood.SERVED.toNanos();
        while (!has(answer, "/result") && System.nanoTime() < until) {
            assertThat(number(answer, "/error/data/retryAfterMs")).isBetween(1L, 100L);
            answer = hog.call("session.get", "{\"session\":\"s\"}");
        }
        assertThat(has(answer, "/result")).isTrue();
    }

    /// Even a machine that takes half a minute for the thousand grants them but 300 more.
    private static void assertMostAreRefused(Map<String, Integer> answers) {
        assertThat(answers.getOrDefault("RATE_LIMITED", 0)).isBetween(Flood.TIMES / 2, Flood.TIMES - ALLOWED);
    }
}
