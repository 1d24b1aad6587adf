package dev.parley.application.sessions;

import dev.parley.domain.json.EncodedSize;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPatches;
import dev.parley.domain.sessions.Change;

/// About how many bytes a change takes, for limits and for the choice between tail and snapshot.
final class ChangeSize {
    private static final long ENVELOPE = 200;

    private ChangeSize() {}

    static long of(Change change) {
        return switch (change) {
            case Change.Created created -> ENVELOPE + EncodedSize.of(created.document());
            case Change.Patched patched -> ENVELOPE + of(patched.patch());
            case Change.RoleChanged _ -> ENVELOPE;
        };
    }

    private static long of(JsonPatch patch) {
        return EncodedSize.of(JsonPatches.toJson(patch));
    }
}
