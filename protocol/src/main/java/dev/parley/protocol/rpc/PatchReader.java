package dev.parley.protocol.rpc;

import dev.parley.domain.json.Excess;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPatches;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonScanner;
import dev.parley.protocol.json.JsonText;
import dev.parley.protocol.json.Outline;
import java.util.ArrayList;
import java.util.List;

/// Reads the text of a JSON Patch (RFC 6902 §3). What an operation may look like is the domain's to say;
/// what is found here is the integer that cannot be kept, and in which operation it stands.
final class PatchReader {
    private PatchReader() {}

    /// @throws Refusal `INVALID_PATCH` with the index of the operation at fault, or `LIMIT_EXCEEDED`
    static JsonPatch read(JsonText patch, PatchLimits limits) {
        return switch (JsonPatches.parse(operations(patch, limits.operations()), limits)) {
            case JsonPatches.Parsed.Good good -> good.patch();
            case JsonPatches.Parsed.Bad bad -> throw refusal(bad);
        };
    }

    /// Of too many, one more than allowed is read: enough to be refused by.
    private static JsonArray operations(JsonText patch, int most) {
        JsonScanner scanner = new JsonScanner(RequestReader.MAX_DEPTH, "", most + 1);
        if (!(patch.outline(scanner) instanceof Outline.Elements elements)) {
            throw new Refusal(Problem.of(ErrorCode.INVALID_PATCH, "a patch is an array of operations"));
        }
        List<Json> operations = new ArrayList<>(elements.first().size());
        for (Outline.Element element : elements.first()) {
            int index = operations.size();
            operations.add(ValueReader.read(element.value(), why -> new Refusal(invalid(index, why))));
        }
        return new JsonArray(operations);
    }

    private static Refusal refusal(JsonPatches.Parsed.Bad bad) {
        Problem problem = bad.excess()
                .map(excess -> tooMuch(excess, bad.detail()))
                .orElseGet(() -> Problem.of(ErrorCode.INVALID_PATCH, bad.detail()));
        return new Refusal(bad.index() == JsonPatches.WHOLE_PATCH ? problem : at(bad.index(), problem));
    }

    private static Problem tooMuch(Excess excess, String detail) {
        return Problem.limit(excess.limit(), excess.allowed(), detail);
    }

    private static Problem invalid(int index, String why) {
        return at(index, Problem.of(ErrorCode.INVALID_PATCH, "the value " + why));
    }

    private static Problem at(int index, Problem problem) {
        String message = "operation " + index + ": " + problem.message();
        return new Problem(problem.code(), message, problem.data()).with("index", JsonNumber.of(index));
    }
}
