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
    public Runnable apply(Sql sql) throws SQLException {
        Saved saved = save(sql);
        return () -> reply.accept(saved);
    }

    private Saved save(Sql sql) throws SQLException {
        if (SessionTable.standing(sql, session).head() < version) {
            return new Saved.Failed("the log does not reach version " + version);
        }
        if (SnapshotTable.version(sql, session) <= version) {
            SnapshotTable.replace(sql, session, version, content);
        }
        return new Saved.Done();
    }

    @Override
    public void refuse(Refusal why) {
        reply.accept(new Saved.Failed(why.reason()));
    }
}
