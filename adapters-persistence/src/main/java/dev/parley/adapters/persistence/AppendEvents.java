package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.EventTable.Standing;
import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.shared.StreamKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One append to a stream, on its way through the writer.
record AppendEvents(Append append, Reply<Appended> reply) implements Write {
    private static final int ROW_BYTES = 256;

    @Override
    public int rows() {
        return append.events().size();
    }

    @Override
    public long bytes() {
        return append.events().stream()
                .mapToLong(event -> ROW_BYTES + event.data().length())
                .sum();
    }

    @Override
    public Runnable apply(Batch batch) throws SQLException {
        Appended verdict = verdict(batch);
        return () -> reply.accept(verdict);
    }

    private Appended verdict(Batch batch) throws SQLException {
        Standing now = batch.standing(append.stream());
        Optional<Appended> known = known(batch.sql(), now);
        if (known.isPresent()) {
            return known.get();
        }
        if (append.fence() < now.fence()) {
            return new Appended.Fenced(now.fence());
        }
        if (append.expected().orElse(now.head()) != now.head()) {
            return new Appended.Conflict(now.head());
        }
        return store(batch, now);
    }

    /// The verdict of the ids alone; empty where all are new.
    private Optional<Appended> known(Sql sql, Standing now) throws SQLException {
        List<Long> offsets = new ArrayList<>();
        Optional<Appended> partly = Optional.empty();
        Set<String> own = new HashSet<>();
        for (NewEvent event : append.events()) {
            Optional<Event> stored = retained(sql, now, event.id());
            if (stored.isEmpty()) {
                if (!own.add(event.id())) {
                    return Optional.of(new Appended.Reused(event.id(), 0));
                }
                continue;
            }
            Appended reused = new Appended.Reused(event.id(), stored.get().offset());
            if (!stored.get().content().sameContent(event)) {
                return Optional.of(reused);
            }
            offsets.add(stored.get().offset());
            partly = Optional.of(partly.orElse(reused));
        }
        return offsets.size() == append.events().size() ? Optional.of(new Appended.Duplicate(offsets)) : partly;
    }

    /// An event that is forgotten, but not removed yet, goes now: its id is free again.
    private Optional<Event> retained(Sql sql, Standing now, String id) throws SQLException {
        StreamKey stream = append.stream();
        Optional<Event> stored = EventTable.withId(sql, stream, id);
        if (stored.isPresent() && stored.get().offset() < now.earliest()) {
            long offset = stored.get().offset();
            EventTable.remove(sql, stream, offset, offset + 1);
            return Optional.empty();
        }
        return stored;
    }

    private Appended store(Batch batch, Standing now) throws SQLException {
        long head = now.head();
        for (NewEvent event : append.events()) {
            EventTable.insert(batch.sql(), append.stream(), new Event(++head, event));
        }
        batch.move(append.stream(), new Standing(now.earliest(), head, append.fence()));
        return new Appended.Durable(now.head() + 1, head);
    }

    @Override
    public void refuse(Refusal why) {
        reply.accept(
                switch (why) {
                    case Refusal.Busy(long retryAfterMillis) -> new Appended.Busy(retryAfterMillis);
                    case Refusal.Failed(String reason) -> new Appended.Failed(reason);
                    case Refusal.Unknown(String reason) -> new Appended.Unknown(reason);
                });
    }
}
