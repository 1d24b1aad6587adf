package dev.parley.domain.document;

import dev.parley.domain.json.Excess;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Applies a patch to a document (RFC 6902): strictly, all of it or nothing.
public final class Apply {
    private Apply() {}

    /// @param version of the result; greater than the document's
    /// @param by who is to be known as the placer of what the patch adds or moves
    public static Applied apply(Document document, JsonPatch patch, long version, ClientId by, DocumentLimits limits) {
        if (version <= document.version()) {
            throw new IllegalArgumentException(version + " does not follow " + document.version());
        }
        Optional<ClientId> placer = Optional.of(by);
        List<List<PatchOperation>> undo = new ArrayList<>();
        Node root = document.root();
        long copied = 0;
        for (int index = 0; index < patch.operations().size(); index++) {
            Numbering ids = new Numbering(NodeIds.of(version, index), placer);
            switch (new Edit(root, ids).of(patch.operations().get(index))) {
                case Edited.Wrong(ErrorCode code, String detail) -> {
                    return new Applied.Failed(code, index, detail, Optional.empty());
                }
                case Edited.Ok(Node changed, List<PatchOperation> back, int widest) -> {
                    copied += copied(patch.operations().get(index), root);
                    Optional<Excess> excess = excess(limits, root, changed, widest, copied);
                    if (excess.isPresent()) {
                        return tooLarge(index, excess);
                    }
                    root = changed;
                    undo.add(back);
                }
            }
        }
        return new Applied.Done(new Document(version, root, lastMove(document, patch, version)), inverse(undo));
    }

    private static long copied(PatchOperation operation, Node before) {
        return operation instanceof PatchOperation.Copy(JsonPointer from, JsonPointer _)
                ? Edit.at(before, from).map(Node::nodes).orElse(0)
                : 0;
    }

    private static Optional<Excess> excess(DocumentLimits limits, Node before, Node after, int widest, long copied) {
        return limits.exceededByChange(before, after, widest).or(() -> limits.exceededByCopies(copied));
    }

    private static Applied tooLarge(int index, Optional<Excess> excess) {
        return new Applied.Failed(ErrorCode.LIMIT_EXCEEDED, index, "the document would become too large", excess);
    }

    private static long lastMove(Document document, JsonPatch patch, long version) {
        boolean moves = patch.operations().stream().anyMatch(PatchOperation.Move.class::isInstance);
        return moves ? version : document.lastMove();
    }

    private static JsonPatch inverse(List<List<PatchOperation>> undo) {
        Collections.reverse(undo);
        return new JsonPatch(undo.stream().flatMap(List::stream).toList());
    }
}
