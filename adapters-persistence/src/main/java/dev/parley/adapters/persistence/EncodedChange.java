package dev.parley.adapters.persistence;

import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Settlement;
import java.util.Optional;

/// A change with its text, made on the caller's thread so that the writer only writes.
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed on by one owner
record EncodedChange(Optional<Settlement> settlement, byte[] content) {
    static EncodedChange of(Change change) {
        return new EncodedChange(settlement(change), ChangeText.write(change));
    }

    static Optional<Settlement> settlement(Change change) {
        return switch (change) {
            case Change.Patched patched -> Optional.of(patched.settlement());
            case Change.Created _, Change.RoleChanged _ -> Optional.empty();
        };
    }
}
