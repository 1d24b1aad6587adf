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

    /// Whether some operation can change a document: `test` cannot.
    public boolean writes() {
        return operations.stream().anyMatch(operation -> !(operation instanceof PatchOperation.Test));
    }

    /// Whether some operation puts a new value in place of the whole document.
    public boolean replacesRoot() {
        return operations.stream()
                .anyMatch(operation -> operation.path().isRoot() && !(operation instanceof PatchOperation.Test));
    }
}
