package dev.parley.domain.json;

/// One operation of a JSON Patch (RFC 6902 §4).
public sealed interface PatchOperation {
    JsonPointer path();

    record Add(JsonPointer path, Json value) implements PatchOperation {}

    record Remove(JsonPointer path) implements PatchOperation {}

    record Replace(JsonPointer path, Json value) implements PatchOperation {}

    record Move(JsonPointer from, JsonPointer path) implements PatchOperation {}

    record Copy(JsonPointer from, JsonPointer path) implements PatchOperation {}

    record Test(JsonPointer path, Json value) implements PatchOperation {}
}
