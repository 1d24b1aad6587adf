package dev.parley.application.sessions;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchOperation;
import java.util.List;

/// Patches and documents, as short as tests want them.
final class Ops {
    private Ops() {}

    static JsonPatch patch(PatchOperation... operations) {
        return new JsonPatch(List.of(operations));
    }

    static PatchOperation add(String path, Json value) {
        return new PatchOperation.Add(at(path), value);
    }

    static PatchOperation replace(String path, Json value) {
        return new PatchOperation.Replace(at(path), value);
    }

    static PatchOperation remove(String path) {
        return new PatchOperation.Remove(at(path));
    }

    static PatchOperation test(String path, Json value) {
        return new PatchOperation.Test(at(path), value);
    }

    static PatchOperation move(String from, String path) {
        return new PatchOperation.Move(at(from), at(path));
    }

    static Json text(String value) {
        return new JsonString(value);
    }

    static Json number(long value) {
        return JsonNumber.of(value);
    }

    static JsonArray list(Json... items) {
        return JsonArray.of(items);
    }

    static JsonObject object() {
        return JsonObject.EMPTY;
    }

    private static JsonPointer at(String path) {
        return JsonPointer.parse(path).orElseThrow();
    }
}
