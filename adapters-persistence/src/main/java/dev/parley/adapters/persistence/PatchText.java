package dev.parley.adapters.persistence;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import dev.parley.protocol.json.JsonWriter;

/// A JSON Patch as the text of RFC 6902 §3, which is how it is stored.
final class PatchText {
    private PatchText() {}

    static void write(JsonWriter out, JsonPatch patch) {
        out.array();
        patch.operations().forEach(operation -> write(out, operation));
        out.end();
    }

    private static void write(JsonWriter out, PatchOperation operation) {
        out.object().name("path").string(operation.path().toString()).name("op");
        switch (operation) {
            case PatchOperation.Add add -> out.string("add").name("value").json(add.value());
            case PatchOperation.Remove _ -> out.string("remove");
            case PatchOperation.Replace replace ->
                out.string("replace").name("value").json(replace.value());
            case PatchOperation.Move move ->
                out.string("move").name("from").string(move.from().toString());
            case PatchOperation.Copy copy ->
                out.string("copy").name("from").string(copy.from().toString());
            case PatchOperation.Test test -> out.string("test").name("value").json(test.value());
        }
        out.end();
    }

    static JsonPatch read(Json text) throws Damaged {
        JsonArray operations = Stored.array(text);
        PatchOperation[] read = new PatchOperation[operations.items().size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = operation(new Stored(operations.items().get(i)));
        }
        return new JsonPatch(java.util.List.of(read));
    }

    private static PatchOperation operation(Stored stored) throws Damaged {
        JsonPointer path = pointer(stored, "path");
        return switch (stored.text("op")) {
            case "add" -> new PatchOperation.Add(path, stored.json("value"));
            case "remove" -> new PatchOperation.Remove(path);
            case "replace" -> new PatchOperation.Replace(path, stored.json("value"));
            case "move" -> new PatchOperation.Move(pointer(stored, "from"), path);
            case "copy" -> new PatchOperation.Copy(pointer(stored, "from"), path);
            case "test" -> new PatchOperation.Test(path, stored.json("value"));
            default -> throw new Damaged("an unknown operation");
        };
    }

    private static JsonPointer pointer(Stored stored, String name) throws Damaged {
        return JsonPointer.parse(stored.text(name)).orElseThrow(() -> new Damaged("a pointer"));
    }
}
