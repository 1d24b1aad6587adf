package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.EventTable.Standing;
import dev.parley.application.events.EventLog.Opened;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.StreamKey;
import java.sql.SQLException;
import java.util.OptionalLong;

/// Forgets the start of a stream. That is one small write; the rows are removed behind it by [Sweep].
record TrimStream(
        StreamKey stream, long below, OptionalLong olderThanMillis, long epoch, GroupCommit writer, Reply<Opened> reply)
        implements Write {
    @Override
    public int rows() {
        return 1;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public boolean frees() {
        return true;
    }

    @Override
    public Runnable apply(Batch batch) throws SQLException {
        Standing now = batch.standing(stream);
        long earliest = earliest(batch.sql(), now);
        if (earliest > now.earliest()) {
            batch.move(stream, new Standing(earliest, now.head(), now.fence()));
        }
        return () -> {
            reply.accept(new Opened.Head(epoch, earliest, now.head()));
            if (earliest > 1) {
                writer.submit(new Sweep(stream, earliest, writer));
            }
        };
    }

    private long earliest(Sql sql, Standing now) throws SQLException {
        long from = Math.max(now.earliest(), Math.min(below, now.head() + 1));
        if (olderThanMillis.isEmpty() || from > now.head()) {
            return from;
        }
        return EventTable.firstSince(sql, stream, from, olderThanMillis.getAsLong())
                .orElse(now.head() + 1);
    }

    @Override
    public void refuse(Refusal why) {
        reply.accept(new Opened.Failed(why.reason()));
    }
}
