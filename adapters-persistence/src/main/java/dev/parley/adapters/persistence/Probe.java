package dev.parley.adapters.persistence;

import dev.parley.application.lanes.Reply;
import java.sql.SQLException;
import java.util.Optional;

/// A write that writes nothing: it waits its turn, and a commit goes through to the disk.
///
/// @param reply takes why that did not work, empty where it did
record Probe(Reply<Optional<String>> reply) implements Write {
    @Override
    public int rows() {
        return 1;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public Runnable apply(Batch batch) throws SQLException {
        Metadata.read(batch.sql(), Metadata.BOOT);
        return () -> reply.accept(Optional.empty());
    }

    @Override
    public void refuse(Refusal why) {
        reply.accept(Optional.of(why.reason()));
    }
}
