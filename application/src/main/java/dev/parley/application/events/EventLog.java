package dev.parley.application.events;

import dev.parley.application.Grade;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.StreamKey;
import java.util.List;
import java.util.OptionalLong;

/// The durable log of every stream: events at offsets 1, 2, 3 … without gaps, per epoch.
///
/// Answers come on any thread, those to appends of one stream in the order of the appends. What an append stored is
/// stable at [#grade] before `Durable` is answered. A reader never sees an offset before its predecessor.
public interface EventLog {
    /// Read back from the store at start, never assumed.
    Grade grade();

    /// Where the stream stands; one that was never written is empty with head 0, and keeps its epoch from now on.
    void open(StreamKey stream, Reply<Opened> reply);

    /// All events of the append or none, at the next offsets. Ids are looked up first: where every event of
    /// the append is stored already, `Duplicate`; where one is stored with other content, or some are stored
    /// and some are not, `Reused`. Then the fence, then `expected`.
    void append(Append append, Reply<Appended> reply);

    /// Matching events after `after`, in order, at most `max`; cost does not depend on the length of the log.
    void read(StreamKey stream, TopicPattern which, long after, int max, Reply<Page> reply);

    /// The offset after which the last `count` matching events lie; at the lowest, the one before the earliest.
    void seekLast(StreamKey stream, TopicPattern which, int count, Reply<Sought> reply);

    /// Forgets events below `below` and, where given, those before the first that is not older than
    /// `olderThanMillis` (wall clock); never the head's offset itself, which stays known for ever.
    void trim(StreamKey stream, long below, OptionalLong olderThanMillis, Reply<Opened> reply);

    /// @param expected the head must be there, where given
    record Append(StreamKey stream, long fence, OptionalLong expected, List<NewEvent> events) {
        public Append {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("an append without events");
            }
        }
    }

    sealed interface Opened {
        /// @param earliest the offset of the oldest event that is kept; head + 1 where none is
        record Head(long epoch, long earliest, long head) implements Opened {}

        record Failed(String reason) implements Opened {}
    }

    sealed interface Page {
        /// @param scannedTo everything up to here was looked at: ask on from there
        record Read(List<Event> events, long scannedTo) implements Page {
            public Read {
                events = List.copyOf(events);
            }
        }

        /// Events after `after` were trimmed: a page would have a hole.
        record Gone(long earliest) implements Page {}

        record Failed(String reason) implements Page {}
    }

    sealed interface Sought {
        record After(long offset) implements Sought {}

        record Failed(String reason) implements Sought {}
    }

    sealed interface Appended {
        record Durable(long first, long last) implements Appended {}

        /// @param offsets in the order of the append's events
        record Duplicate(List<Long> offsets) implements Appended {
            public Duplicate {
                offsets = List.copyOf(offsets);
            }
        }

        /// An id of the append stands for another event, or for another append's.
        ///
        /// @param offset where it is stored; 0 where the append itself has the id twice
        record Reused(String id, long offset) implements Appended {}

        record Conflict(long head) implements Appended {}

        record Fenced(long current) implements Appended {}

        /// The queue is full; nothing was stored.
        record Busy(long retryAfterMillis) implements Appended {}

        /// Nothing was stored.
        record Failed(String reason) implements Appended {}

        /// It may or may not be stored: reload before anything else.
        record Unknown(String reason) implements Appended {}
    }
}
