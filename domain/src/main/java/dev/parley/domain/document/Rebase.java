package dev.parley.domain.document;

import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.shared.ClientId;

/// Carries a patch that was written on an older version to the head.
public final class Rebase {
    private Rebase() {}

    /// @param base the version the author saw; it and `head` must have grown out of one document ([Document])
    /// @param newVersion of the result; greater than the head's
    public static Rebased rebase(
            Document base, JsonPatch patch, Document head, ClientId author, long newVersion, DocumentLimits limits) {
        return new Rebased.Refused(dev.parley.domain.shared.ErrorCode.INVALID_PATCH, 0, "not rebased", java.util.Optional.empty(), java.util.List.of());
    }
}
