package dev.parley.adapters.persistence;

import dev.parley.domain.shared.StreamKey;
import java.sql.SQLException;
import java.util.List;

/// Removes forgotten events, a few hundred at a time, so that appends never wait long behind it. What a
/// crash or a full queue leaves is removed after the next trim.
record Sweep(StreamKey stream, long below, GroupCommit writer) implements Write {
    private static final int STEP = 500;

    @Override
    public int rows() {
        return STEP;
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
        List<Long> left = EventTable.firstTwo(batch.sql(), stream, 0);
        if (left.isEmpty() || left.getFirst() >= below) {
            return () -> {};
        }
        EventTable.remove(batch.sql(), stream, left.getFirst(), Math.min(below, left.getFirst() + STEP));
        return () -> writer.submit(this);
    }

    @Override
    public void refuse(Refusal why) {}
}
