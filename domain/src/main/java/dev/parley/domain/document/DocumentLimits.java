package dev.parley.domain.document;

import dev.parley.domain.json.Excess;
import java.util.Optional;

/// How large a document may become; checked on the result of every operation, because chained copies and
/// moves grow far beyond the bytes of their patch.
///
/// @param bytes of its compact UTF-8 text
/// @param depth of containers in containers; a scalar document has none
/// @param nodes values of all kinds
/// @param members of one object or array
public record DocumentLimits(int bytes, int depth, int nodes, int members) {
    /// So that a node's number fits its id.
    public static final int MOST_NODES = 1 << 20;

    /// So that figures of a copy beyond the limit still fit an int.
    public static final int MOST_BYTES = 1 << 29;

    public static final DocumentLimits DEFAULT = new DocumentLimits(4 * 1024 * 1024, 64, 200_000, 50_000);

    public DocumentLimits {
        if (bytes < 1 || bytes > MOST_BYTES || nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException("bytes: " + bytes + ", nodes: " + nodes);
        }
        if (depth < 1 || members < 1) {
            throw new IllegalArgumentException("depth: " + depth + ", members: " + members);
        }
    }

    /// The first limit that the document passes.
    public Optional<Excess> exceededBy(Document document) {
        Node root = document.root();
        return over("documentBytes", root.bytes(), bytes)
                .or(() -> over("documentDepth", root.height(), depth))
                .or(() -> over("documentNodes", root.nodes(), nodes))
                .or(() -> over("documentMembers", root.widest(), members));
    }

    /// The first limit that an operation passed. A document that a lowered limit has left too large may
    /// still shrink.
    ///
    /// @param widest the most children of a container that the operation made or widened
    Optional<Excess> exceededByChange(Node before, Node after, int widest) {
        return grownOver("documentBytes", before.bytes(), after.bytes(), bytes)
                .or(() -> grownOver("documentDepth", before.height(), after.height(), depth))
                .or(() -> grownOver("documentNodes", before.nodes(), after.nodes(), nodes))
                .or(() -> over("documentMembers", widest, members));
    }

    /// What one patch may copy in all, although it may remove the copies again.
    Optional<Excess> exceededByCopies(long copied) {
        return over("documentNodes", copied, nodes);
    }

    private static Optional<Excess> grownOver(String limit, long before, long after, long allowed) {
        return after > before ? over(limit, after, allowed) : Optional.empty();
    }

    private static Optional<Excess> over(String limit, long actual, long allowed) {
        return actual > allowed ? Optional.of(new Excess(limit, allowed)) : Optional.empty();
    }
}
