package dev.parley.adapters.persistence;

import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.SnapshotStore.Saved;
import dev.parley.domain.shared.SessionKey;
import java.sql.SQLException;

/// One snapshot, on its way through the writer.
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed on by one owner
record SaveSnapshot(SessionKey session, long version, byte[] content, Reply<? super Saved> reply) implements Write {
    @Override
    public int rows() {
        return Parts.count(content);
    }

    @Override
    public long bytes() {
        return content.length;
    }

    @Override
    public Runnable apply(Batch batch) throws SQLException {
        Saved saved = save(batch);
        return () -> reply.accept(saved);
    }

    private Saved save(Batch batch) throws SQLException {
        if (batch.standing(session).head() < version) {
            return new Saved.Failed("the log does not reach version " + version);
        }
        if (SnapshotTable.version(batch.sql(), session) <= version) {
            SnapshotTable.replace(batch.sql(), session, version, content);
        }
        return new Saved.Done();
    }

    @Override
    public void refuse(Refusal why) {
        reply.accept(new Saved.Failed(why.reason()));
    }
}
