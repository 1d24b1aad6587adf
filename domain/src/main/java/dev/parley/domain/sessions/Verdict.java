package dev.parley.domain.sessions;

import dev.parley.domain.document.Dropped;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import java.util.List;

/// What is to become of a submitted patch.
public sealed interface Verdict {
    /// A new version, once it is stored.
    record Commits(SessionState after, Change.Patched change) implements Verdict {}

    /// Nothing to store; acknowledged at the head.
    record Unchanged(Acknowledgement answer) implements Verdict {}

    record Refused(Problem problem) implements Verdict {}

    static Verdict refused(ErrorCode code, String message) {
        return new Refused(Problem.of(code, message));
    }

    /// The members `index` and `dropped` of a refusal's data.
    static Problem explained(Problem problem, int index, List<Dropped> dropped) {
        Problem located = index < 0 ? problem : problem.with("index", JsonNumber.of(index));
        return dropped.isEmpty() ? located : located.with("dropped", json(dropped));
    }

    private static Json json(List<Dropped> dropped) {
        return new JsonArray(dropped.stream().map(Verdict::json).toList());
    }

    private static Json json(Dropped dropped) {
        JsonObject told = JsonObject.of("index", JsonNumber.of(dropped.index()))
                .with("reason", new JsonString(dropped.reason().wireName()));
        return dropped.value().map(value -> told.with("value", value)).orElse(told);
    }
}
