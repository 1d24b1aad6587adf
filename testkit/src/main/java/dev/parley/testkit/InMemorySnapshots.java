package dev.parley.testkit;

import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.SnapshotStore;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.SessionKey;

/// Snapshots beside an in-memory log, which hands them out again when it loads a session. Thread-safe.
public final class InMemorySnapshots implements SnapshotStore {
    private final InMemoryOperationLog log;

    public InMemorySnapshots(InMemoryOperationLog log) {
        this.log = log;
    }

    @Override
    public void save(SessionKey session, Snapshot snapshot, Reply<Saved> reply) {
        log.save(session, snapshot, reply);
    }
}
