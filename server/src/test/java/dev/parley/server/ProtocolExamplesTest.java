package dev.parley.server;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonNull;
import dev.parley.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The examples of the protocol, played against a server: what is documented is what is answered.
class ProtocolExamplesTest {
    /// Different at every run, or on every server.
    private static final Set<String> VOLATILE =
            Set.of("connection", "node", "serverTime", "time", "epoch", "subscription");

    @Test
    void every_example_is_strict_json_and_every_request_is_answered_as_shown() {
        List<Json> examples = Documents.examples(Documents.read("docs/protocol.md")).stream()
                .map(TestClient::json)
                .toList();
        List<Json> requests = requests(examples);
        assertThat(requests).hasSizeGreaterThan(12);
        try (RunningServer server = RunningServer.start();
                TestClient client = server.anonymous()) {
            Map<String, Json> learned = new LinkedHashMap<>();
            for (Json request : requests) {
                Json shown = at(answerTo(request, examples), "/result");
                Json params = withLearned(at(request, "/params"), learned);
                Json given = client.result(text(request, "/method"), CanonicalJson.text(params));
                learn(given, learned);
                assertThat(masked(given)).as("%s", request).isEqualTo(masked(shown));
            }
        }
    }

    /// In their order, except that nothing is left before its other examples have been played.
    private static List<Json> requests(List<Json> examples) {
        List<Json> requests = new ArrayList<>(examples.stream()
                .filter(example -> has(example, "/method") && has(example, "/id"))
                .toList());
        List<Json> last = requests.stream()
                .filter(request -> text(request, "/method").equals("session.leave"))
                .toList();
        requests.removeAll(last);
        requests.addAll(last);
        return requests;
    }

    private static Json answerTo(Json request, List<Json> examples) {
        return examples.stream()
                .filter(example -> has(example, "/result") && at(example, "/id").equals(at(request, "/id")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no answer is shown to " + request));
    }

    private static void learn(Json given, Map<String, Json> learned) {
        for (String name : List.of("epoch", "subscription")) {
            if (has(given, "/" + name)) {
                learned.put(name, at(given, "/" + name));
            }
        }
    }

    private static Json withLearned(Json params, Map<String, Json> learned) {
        Json filled = params;
        for (Map.Entry<String, Json> entry : learned.entrySet()) {
            if (has(filled, "/" + entry.getKey())) {
                filled = ((JsonObject) filled).with(entry.getKey(), entry.getValue());
            }
        }
        return filled;
    }

    private static Json masked(Json value) {
        return switch (value) {
            case JsonArray array ->
                new JsonArray(
                        array.items().stream().map(ProtocolExamplesTest::masked).toList());
            case JsonObject object -> {
                LinkedHashMap<String, Json> members = new LinkedHashMap<>();
                object.members()
                        .forEach((name, member) ->
                                members.put(name, VOLATILE.contains(name) ? JsonNull.NULL : masked(member)));
                yield new JsonObject(members);
            }
            default -> value;
        };
    }
}
