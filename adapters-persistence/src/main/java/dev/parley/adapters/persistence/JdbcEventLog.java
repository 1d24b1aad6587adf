package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.EventTable.Placed;
import dev.parley.adapters.persistence.EventTable.Standing;
import dev.parley.application.Grade;
import dev.parley.application.events.EventLog;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.StreamKey;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/// Streams in the database. Thread-safe: appends and trims go to the writer, everything else to the
/// readers.
final class JdbcEventLog implements EventLog {
    private static final int SEEK_STEP = 500;

    private final Grade grade;
    private final long epoch;
    private final GroupCommit writer;
    private final Readers readers;
    private final StoreSettings settings;

    JdbcEventLog(Grade grade, long epoch, GroupCommit writer, Readers readers, StoreSettings settings) {
        this.grade = grade;
        this.epoch = epoch;
        this.writer = writer;
        this.readers = readers;
        this.settings = settings;
    }

    @Override
    public Grade grade() {
        return grade;
    }

    @Override
    public void append(Append append, Reply<Appended> reply) {
        writer.submit(new AppendEvents(append, reply));
    }

    @Override
    public void trim(StreamKey stream, long below, OptionalLong olderThanMillis, Reply<Opened> reply) {
        writer.submit(new TrimStream(stream, below, olderThanMillis, epoch, writer, reply));
    }

    @Override
    public void open(StreamKey stream, Reply<Opened> reply) {
        readers.read(sql -> head(sql, stream), Opened.Failed::new, reply);
    }

    private Opened head(Sql sql, StreamKey stream) throws SQLException {
        Standing now = EventTable.standing(sql, stream);
        checkEnds(sql, stream, now);
        return new Opened.Head(epoch, now.earliest(), now.head());
    }

    /// The first and the last event must be where the stream says; holes between them are found by reading.
    private static void checkEnds(Sql sql, StreamKey stream, Standing now) throws SQLException {
        List<Long> atHead = EventTable.firstTwo(sql, stream, Math.max(now.head(), now.earliest()));
        List<Long> expected = now.isEmpty() ? List.of() : List.of(now.head());
        List<Long> first = EventTable.firstTwo(sql, stream, now.earliest());
        boolean starts = now.isEmpty() || first.stream().limit(1).anyMatch(offset -> offset == now.earliest());
        if (!atHead.equals(expected) || !starts) {
            throw new Damaged("stream " + stream.stream() + " does not end where it should");
        }
    }

    @Override
    public void read(StreamKey stream, TopicPattern which, long after, int max, Reply<Page> reply) {
        readers.read(sql -> page(sql, stream, which, after, max), Page.Failed::new, reply);
    }

    private Page page(Sql sql, StreamKey stream, TopicPattern which, long after, int max) throws SQLException {
        Standing now = EventTable.standing(sql, stream);
        if (after < now.earliest() - 1) {
            return new Page.Gone(now.earliest());
        }
        EventPage page = new EventPage(which, after, max, settings.maxPageBytes());
        long last = Math.min(now.head(), after + settings.maxPageRows());
        while (page.wantsMore(last)) {
            long scanned = page.scannedTo();
            List<Event> events = EventTable.between(sql, stream, scanned, Math.min(last, scanned + EventPage.STEP));
            page.take(events);
        }
        return page.read();
    }

    @Override
    public void seekLast(StreamKey stream, TopicPattern which, int count, Reply<Sought> reply) {
        readers.read(sql -> sought(sql, stream, which, count), Sought.Failed::new, reply);
    }

    private static Sought sought(Sql sql, StreamKey stream, TopicPattern which, int count) throws SQLException {
        Standing now = EventTable.standing(sql, stream);
        long lowest = now.earliest() - 1;
        long last = now.head();
        int wanted = count;
        while (wanted > 0 && last > lowest) {
            long after = Math.max(lowest, last - SEEK_STEP);
            for (Placed event :
                    EventTable.topicsBetween(sql, stream, after, last).reversed()) {
                if (which.matches(event.topic()) && --wanted == 0) {
                    return new Sought.After(event.offset() - 1);
                }
            }
            last = after;
        }
        return new Sought.After(wanted > 0 ? lowest : now.head());
    }
}
