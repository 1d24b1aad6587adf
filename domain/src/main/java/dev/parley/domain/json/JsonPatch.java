package dev.parley.domain.json;

import java.util.List;

/// A JSON Patch (RFC 6902): operations applied in order, all or none.
public record JsonPatch(List<PatchOperation> operations) {
    public static final JsonPatch EMPTY = new JsonPatch(List.of());

    public JsonPatch {
        operations = List.copyOf(operations);
    }

    public boolean isEmpty() {
        return operations.isEmpty();
    }
}
