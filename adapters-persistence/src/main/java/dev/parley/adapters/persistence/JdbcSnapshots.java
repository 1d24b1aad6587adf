package dev.parley.adapters.persistence;

import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.SnapshotStore;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.SessionKey;

/// Snapshots in the database. Thread-safe: compressed on a reader's thread, written by the writer.
final class JdbcSnapshots implements SnapshotStore {
    private final GroupCommit writer;
    private final Readers readers;

    JdbcSnapshots(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void save(SessionKey session, Snapshot snapshot, Reply<Saved> reply) {
        readers.work(
                () -> writer.submit(new SaveSnapshot(session, snapshot.version(), SnapshotText.write(snapshot), reply)),
                why -> reply.accept(new Saved.Failed(why)));
    }
}
