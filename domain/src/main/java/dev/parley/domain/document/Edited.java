package dev.parley.domain.document;

import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.shared.ErrorCode;
import java.util.List;

/// What one operation made of a tree.
sealed interface Edited {
    /// @param undo operations that turn `root` back, in order
    /// @param widest the most children of a container that the operation made or widened
    record Ok(Node root, List<PatchOperation> undo, int widest) implements Edited {}

    record Wrong(ErrorCode code, String detail) implements Edited {}
}
