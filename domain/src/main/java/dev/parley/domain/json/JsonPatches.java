package dev.parley.domain.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// JSON Patch documents (RFC 6902 §3, §4) as [JsonPatch] and back. Strict in what it knows, blind to
/// members it does not know (§4: they MUST be ignored).
public final class JsonPatches {
    /// The patch as a whole is wrong, not one operation of it.
    public static final int WHOLE_PATCH = -1;

    /// What a submitted patch turned out to be.
    public sealed interface Parsed {
        record Good(JsonPatch patch) implements Parsed {}

        /// @param index of the offending operation, or [#WHOLE_PATCH]
        /// @param excess present where a limit was passed and nothing else is wrong
        record Bad(int index, String detail, Optional<Excess> excess) implements Parsed {}
    }

    private JsonPatches() {}

    public static Parsed parse(Json text, PatchLimits limits) {
        if (!(text instanceof JsonArray array)) {
            return bad(WHOLE_PATCH, "a patch is an array of operations");
        }
        Optional<Excess> excess =
                limits.checkOperations(array.items().size()).or(() -> limits.checkBytes(EncodedSize.of(array)));
        if (excess.isPresent()) {
            return new Parsed.Bad(WHOLE_PATCH, "the patch is too large", excess);
        }
        List<PatchOperation> operations = new ArrayList<>(array.items().size());
        for (int index = 0; index < array.items().size(); index++) {
            switch (OperationReader.read(array.items().get(index), limits)) {
                case OperationReader.Read.Operation(PatchOperation operation) -> operations.add(operation);
                case OperationReader.Read.Wrong(String detail, Optional<Excess> over) -> {
                    return new Parsed.Bad(index, detail, over);
                }
            }
        }
        return new Parsed.Good(new JsonPatch(operations));
    }

    private static Parsed bad(int index, String detail) {
        return new Parsed.Bad(index, detail, Optional.empty());
    }

    /// The patch as it travels: `op`, `from`, `path`, `value`, in this order.
    public static Json toJson(JsonPatch patch) {
        return new JsonArray(
                patch.operations().stream().map(JsonPatches::toJson).toList());
    }

    private static Json toJson(PatchOperation operation) {
        return switch (operation) {
            case PatchOperation.Add(JsonPointer path, Json value) -> valued("add", path, value);
            case PatchOperation.Remove(JsonPointer path) -> new JsonObject(members("remove", path));
            case PatchOperation.Replace(JsonPointer path, Json value) -> valued("replace", path, value);
            case PatchOperation.Move(JsonPointer from, JsonPointer path) -> sourced("move", from, path);
            case PatchOperation.Copy(JsonPointer from, JsonPointer path) -> sourced("copy", from, path);
            case PatchOperation.Test(JsonPointer path, Json value) -> valued("test", path, value);
        };
    }

    private static Json valued(String op, JsonPointer path, Json value) {
        SequencedMap<String, Json> members = members(op, path);
        members.put("value", value);
        return new JsonObject(members);
    }

    private static Json sourced(String op, JsonPointer from, JsonPointer path) {
        SequencedMap<String, Json> members = new LinkedHashMap<>();
        members.put("op", new JsonString(op));
        members.put("from", new JsonString(from.toString()));
        members.put("path", new JsonString(path.toString()));
        return new JsonObject(members);
    }

    private static SequencedMap<String, Json> members(String op, JsonPointer path) {
        SequencedMap<String, Json> members = new LinkedHashMap<>();
        members.put("op", new JsonString(op));
        members.put("path", new JsonString(path.toString()));
        return members;
    }
}
