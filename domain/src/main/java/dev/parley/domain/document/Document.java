package dev.parley.domain.document;

import dev.parley.domain.json.Json;
import dev.parley.domain.shared.ClientId;
import java.util.Optional;

/// A JSON document at one version of its session: an immutable tree whose nodes have identity.
///
/// Versions that grew out of each other by [Apply] share all that did not change and number their nodes
/// alike; only such documents can be rebased over ([Rebase]). A document begun afresh from a snapshot has
/// numbers of its own.
public final class Document {
    private static final long NEVER = -1;

    private final long version;
    private final Node root;
    private final long lastMove;

    Document(long version, Node root, long lastMove) {
        this.version = version;
        this.root = root;
        this.lastMove = lastMove;
    }

    /// A session's first document, at version 1.
    public static Document create(Json json, ClientId by) {
        return begin(1, json, Optional.of(by));
    }

    /// A document read from a snapshot. Who placed its elements is not known any more.
    public static Document at(long version, Json json) {
        return begin(version, json, Optional.empty());
    }

    private static Document begin(long version, Json json, Optional<ClientId> by) {
        return new Document(version, new Numbering(NodeIds.of(version, 0), by).node(json), NEVER);
    }

    public long version() {
        return version;
    }

    /// The plain value. Builds it: linear in the document.
    public Json json() {
        return root.json();
    }

    /// Bytes of its compact UTF-8 text.
    public int bytes() {
        return root.bytes();
    }

    /// Values of all kinds in it.
    public int nodes() {
        return root.nodes();
    }

    /// Containers in containers; 0 for a scalar.
    public int depth() {
        return root.height();
    }

    Node root() {
        return root;
    }

    /// The last version that moved something, as far as is known; negative if none did.
    long lastMove() {
        return lastMove;
    }
}
