package dev.parley.application.events;

import dev.parley.application.Grade;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.StreamKey;
import java.util.Optional;
import java.util.OptionalLong;

/// A log whose content is replaced by another's, as after a restore from a backup.
final class SwitchingLog implements EventLog {
    private EventLog current;
    private Optional<EventLog> next = Optional.empty();

    SwitchingLog(EventLog first) {
        this.current = first;
    }

    void losesTheNextAppend(EventLog replacement) {
        next = Optional.of(replacement);
    }

    @Override
    public Grade grade() {
        return current.grade();
    }

    @Override
    public void open(StreamKey stream, Reply<Opened> reply) {
        current.open(stream, reply);
    }

    @Override
    public void append(Append append, Reply<Appended> reply) {
        if (next.isPresent()) {
            current = next.get();
            next = Optional.empty();
            reply.accept(new Appended.Unknown("restored"));
        } else {
            current.append(append, reply);
        }
    }

    @Override
    public void read(StreamKey stream, TopicPattern which, long after, int max, Reply<Page> reply) {
        current.read(stream, which, after, max, reply);
    }

    @Override
    public void seekLast(StreamKey stream, TopicPattern which, int count, Reply<Sought> reply) {
        current.seekLast(stream, which, count, reply);
    }

    @Override
    public void trim(StreamKey stream, long below, OptionalLong olderThanMillis, Reply<Opened> reply) {
        current.trim(stream, below, olderThanMillis, reply);
    }
}
