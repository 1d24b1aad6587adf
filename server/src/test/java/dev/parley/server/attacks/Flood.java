package dev.parley.server.attacks;

import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.server.TestClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/// A thousand calls that one client sends without waiting, and a neighbour who is served all the while.
record Flood(TestClient hog, TestClient neighbour) {
    static final int TIMES = 1_000;
    static final Duration SERVED = Duration.ofSeconds(5);

    /// @param params of the n-th call, from 1
    /// @return how many answers of each kind there were: `done`, or the code of a refusal
    Map<String, Integer> of(String method, IntFunction<String> params) {
        for (int i = 1; i <= TIMES; i++) {
            hog.send("{\"jsonrpc\":\"2.0\",\"id\":\"h\",\"method\":\"%s\",\"params\":%s}"
                    .formatted(method, params.apply(i)));
            if (i % 250 == 0) {
                assertTheNeighbourIsServed();
            }
        }
        Map<String, Integer> kinds = new TreeMap<>();
        for (int i = 1; i <= TIMES; i++) {
            Json answer = hog.await(message -> has(message, "/id"));
            kinds.merge(has(answer, "/result") ? "done" : text(answer, "/error/data/code"), 1, Integer::sum);
        }
        return kinds;
    }

    void assertTheNeighbourIsServed() {
        long from = System.nanoTime();
        neighbour.result("events.publish", "{\"topic\":\"calm.a\",\"data\":1}");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(SERVED);
    }
}
