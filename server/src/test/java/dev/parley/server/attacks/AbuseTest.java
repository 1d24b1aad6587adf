package dev.parley.server.attacks;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.server.Mode;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One connection, or one session, that asks for far more than its share where nothing paces its calls: every call has
/// one of the stated answers, and the neighbour is served meanwhile.
class AbuseTest {
    private static final int CROWD = 300;

    private final RunningServer server =
            RunningServer.start(Mode.DEV, Map.of("rates.connection.perSecond", "0", "rates.user.perSecond", "0"));
    private final TestClient neighbour = server.client("neighbour");
    private final TestClient hog = server.client("hog");
    private final Flood flood = new Flood(hog, neighbour);
    private long epoch;

    @BeforeEach
    void join() {
        neighbour.result("session.create", "{\"session\":\"s\"}");
        epoch = number(neighbour.result("session.join", "{\"session\":\"s\"}"), "/epoch");
        hog.result("session.join", "{\"session\":\"s\"}");
    }

    @AfterEach
    void stop() {
        hog.close();
        neighbour.close();
        server.close();
    }

    @Test
    void a_thousand_patches_at_once() {
        Map<String, Integer> answers = flood.of("session.patch", i -> """
                {"session":"s","epoch":%d,"baseVersion":1,"clientSeq":%d,
                 "patch":[{"op":"add","path":"/k","value":%d}]}""".formatted(epoch, i, i));
        assertThat(answers.keySet()).isSubsetOf("done", "PATCH_IN_FLIGHT", "DUPLICATE", "RATE_LIMITED");
        assertThat(answers).containsKeys("done", "PATCH_IN_FLIGHT");
    }

    @Test
    void a_thousand_starts_of_typing_at_once_are_few_frames() {
        int before = neighbour.waiting();
        Map<String, Integer> answers = flood.of(
                "typing.start",
                i -> "{\"session\":\"s\",\"kind\":\"%s\"}".formatted(i % 2 == 0 ? "typing" : "editing"));
        assertThat(answers).containsOnlyKeys("done");
        assertThat(neighbour.waiting() - before)
                .as("frames that the neighbour was sent")
                .isLessThan(30);
    }

    @Test
    void a_thousand_subscriptions_at_once() {
        Map<String, Integer> answers = flood.of("events.subscribe", i -> "{\"pattern\":\"a.x%d\"}".formatted(i));
        assertThat(answers.keySet()).isSubsetOf("done", "LIMIT_EXCEEDED", "RATE_LIMITED");
        assertThat(answers.getOrDefault("done", 0)).isEqualTo(100);
    }

    @Test
    void a_thousand_publishes_at_once() {
        Map<String, Integer> answers = flood.of("events.publish", i -> "{\"topic\":\"a.a\",\"data\":%d}".formatted(i));
        assertThat(answers.keySet()).isSubsetOf("done", "RATE_LIMITED");
        Json page = neighbour.result("events.history", "{\"pattern\":\"a.a\",\"limit\":1000}");
        assertThat(((JsonArray) at(page, "/events")).items())
                .as("each that was answered, once")
                .hasSize(answers.getOrDefault("done", 0));
    }

    @Test
    void a_thousand_joins_at_once() {
        assertThat(flood.of("session.join", i -> "{\"session\":\"s\"}")).containsOnlyKeys("done");
    }

    /// Everybody in a large session types at once: a viewer is told in few frames that name few.
    @Test
    void a_crowd_that_types_is_few_frames() throws IOException {
        List<RawSocket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                RawSocket member = RawSocket.connected(server, "member" + i);
                crowd.add(member);
                member.text(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.join\",\"params\":{\"session\":\"s\"}}");
            }
            neighbour.result("session.get", "{\"session\":\"s\"}");
            for (RawSocket member : crowd) {
                member.text("{\"jsonrpc\":\"2.0\",\"method\":\"typing.start\",\"params\":{\"session\":\"s\"}}");
            }
            int frames = 0;
            Json frame;
            do {
                frame = neighbour.notice("typing.state");
                frames++;
                assertThat(((JsonArray) at(frame, "/top")).items()).hasSizeLessThanOrEqualTo(4);
            } while (number(frame, "/count") < 250);
            assertThat(frames).as("frames for %d who began to type", CROWD).isLessThan(60);
            flood.assertTheNeighbourIsServed();
        } finally {
            for (RawSocket member : crowd) {
                member.close();
            }
        }
    }
}
