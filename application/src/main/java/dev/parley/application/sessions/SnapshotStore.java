package dev.parley.application.sessions;

import dev.parley.application.lanes.Reply;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.SessionKey;

/// Snapshots beside the log: a shorter way to the head, never the only copy of anything.
public interface SnapshotStore {
    /// Refused with `Failed` where the log does not reach `snapshot.version()`. Saving the same version again is fine.
    void save(SessionKey session, Snapshot snapshot, Reply<Saved> reply);

    sealed interface Saved {
        record Done() implements Saved {}

        record Failed(String reason) implements Saved {}
    }
}
