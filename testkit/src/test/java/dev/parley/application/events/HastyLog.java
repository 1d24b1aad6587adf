package dev.parley.application.events;

import dev.parley.application.Grade;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.StreamKey;
import java.util.OptionalLong;

/// A planted bug: says `Durable` when an append arrives, and stores it later.
final class HastyLog implements EventLog {
    private final EventLog real;
    private long head;

    HastyLog(EventLog real) {
        this.real = real;
    }

    @Override
    public Grade grade() {
        return real.grade();
    }

    @Override
    public void open(StreamKey stream, Reply<Opened> reply) {
        real.open(stream, opened -> {
            if (opened instanceof Opened.Head known) {
                head = known.head();
            }
            reply.accept(opened);
        });
    }

    @Override
    public void append(Append append, Reply<Appended> reply) {
        head++;
        reply.accept(new Appended.Durable(head, head));
        real.append(append, late -> {});
    }

    @Override
    public void read(StreamKey stream, TopicPattern which, long after, int max, Reply<Page> reply) {
        real.read(stream, which, after, max, reply);
    }

    @Override
    public void seekLast(StreamKey stream, TopicPattern which, int count, Reply<Sought> reply) {
        real.seekLast(stream, which, count, reply);
    }

    @Override
    public void trim(StreamKey stream, long below, OptionalLong olderThanMillis, Reply<Opened> reply) {
        real.trim(stream, below, olderThanMillis, reply);
    }
}
