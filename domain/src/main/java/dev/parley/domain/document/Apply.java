package dev.parley.domain.document;

import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.shared.ClientId;

/// Applies a patch to a document (RFC 6902): strictly, all of it or nothing.
public final class Apply {
    private Apply() {}

    /// @param version of the result; greater than the document's
    /// @param by who is to be known as the placer of what the patch adds or moves
    public static Applied apply(Document document, JsonPatch patch, long version, ClientId by, DocumentLimits limits) {
        return new Applied.Failed(dev.parley.domain.shared.ErrorCode.INVALID_PATCH, 0, "not applied", java.util.Optional.empty());
    }
}
