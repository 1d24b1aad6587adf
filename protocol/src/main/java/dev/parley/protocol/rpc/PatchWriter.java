package dev.parley.protocol.rpc;

import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import dev.parley.protocol.json.JsonWriter;

/// Writes a JSON Patch as its array (RFC 6902 §3–4).
public final class PatchWriter {
    private PatchWriter() {}

    public static void patch(JsonWriter out, JsonPatch patch) {
        out.array();
        patch.operations().forEach(operation -> operation(out, operation));
        out.end();
    }

    private static void operation(JsonWriter out, PatchOperation operation) {
        switch (operation) {
            case PatchOperation.Add add -> op(out, "add", add).name("value").json(add.value());
            case PatchOperation.Remove remove -> op(out, "remove", remove);
            case PatchOperation.Replace replace ->
                op(out, "replace", replace).name("value").json(replace.value());
            case PatchOperation.Move move -> opFrom(out, "move", move.from(), move);
            case PatchOperation.Copy copy -> opFrom(out, "copy", copy.from(), copy);
            case PatchOperation.Test test -> op(out, "test", test).name("value").json(test.value());
        }
        out.end();
    }

    private static JsonWriter op(JsonWriter out, String op, PatchOperation operation) {
        return path(out.object().name("op").string(op), operation);
    }

    private static void opFrom(JsonWriter out, String op, JsonPointer from, PatchOperation operation) {
        path(out.object().name("op").string(op).name("from").string(from.toString()), operation);
    }

    private static JsonWriter path(JsonWriter out, PatchOperation operation) {
        return out.name("path").string(operation.path().toString());
    }
}
