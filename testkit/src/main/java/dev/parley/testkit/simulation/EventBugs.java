package dev.parley.testkit.simulation;

import dev.parley.application.Grade;
import dev.parley.application.core.Surroundings;
import dev.parley.application.events.EventLog;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.StreamKey;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// Wrong ways to keep events.
final class EventBugs {
    private EventBugs() {}

    static PlantedBug.Wiring acknowledgingEarly() {
        return with(Hasty::new);
    }

    static PlantedBug.Wiring skippingOne() {
        return with(Skipping::new);
    }

    private static PlantedBug.Wiring with(UnaryOperator<EventLog> log) {
        return new PlantedBug.Wiring() {
            @Override
            public Surroundings.Storage storage(Surroundings.Storage storage) {
                return new Surroundings.Storage(storage.operations(), storage.snapshots(), log.apply(storage.events()));
            }
        };
    }

    private static class Wrapped implements EventLog {
        private final EventLog real;

        Wrapped(EventLog real) {
            this.real = real;
        }

        @Override
        public Grade grade() {
            return real.grade();
        }

        @Override
        public void open(StreamKey stream, Reply<Opened> reply) {
            real.open(stream, reply);
        }

        @Override
        public void append(Append append, Reply<Appended> reply) {
            real.append(append, reply);
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

    /// Answers an append when it comes, as if there were one stream only.
    private static final class Hasty extends Wrapped {
        private long head;

        Hasty(EventLog real) {
            super(real);
        }

        @Override
        public void open(StreamKey stream, Reply<Opened> reply) {
            super.open(stream, opened -> {
                if (opened instanceof Opened.Head known) {
                    head = known.head();
                }
                reply.accept(opened);
            });
        }

        @Override
        public void append(Append append, Reply<Appended> reply) {
            long first = head + 1;
            head += append.events().size();
            reply.accept(new Appended.Durable(first, head));
            super.append(append, _ -> {});
        }
    }

    private static final class Skipping extends Wrapped {
        Skipping(EventLog real) {
            super(real);
        }

        @Override
        public void read(StreamKey stream, TopicPattern which, long after, int max, Reply<Page> reply) {
            super.read(stream, which, after + 1, max, page -> reply.accept(page));
        }
    }
}
