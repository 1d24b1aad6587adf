package dev.parley.adapters.persistence;

import dev.parley.domain.events.Event;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.events.Topic;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.StreamKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The tables of streams and events. Every column of the key stands in `ORDER BY`: without that, H2 scans.
final class EventTable {
    private static final String COLUMNS = "position, event_id, topic, time_millis, type, source, data, crc";
    private static final String OF_STREAM = " FROM event WHERE tenant = ? AND stream = ?";
    private static final String IN_ORDER = " ORDER BY tenant, stream, position";

    private EventTable() {}

    /// Where a stream stands.
    record Standing(long earliest, long head, long fence) {
        static final Standing UNWRITTEN = new Standing(1, 0, 0);

        boolean isEmpty() {
            return earliest > head;
        }
    }

    static Standing standing(Sql sql, StreamKey stream) throws SQLException {
        return sql.first(
                        "SELECT earliest, head, fence, crc FROM stream WHERE tenant = ? AND stream = ?",
                        row -> standing(stream, row),
                        stream.tenant().value(),
                        stream.stream())
                .orElse(Standing.UNWRITTEN);
    }

    private static Standing standing(StreamKey stream, ResultSet row) throws SQLException {
        Standing now = new Standing(row.getLong(1), row.getLong(2), row.getLong(3));
        Checksums.require(crc(stream, now), row, 4, "stream " + stream.stream());
        return now;
    }

    private static int crc(StreamKey stream, Standing now) {
        return Checksums.of(List.of(stream.tenant().value(), stream.stream()), now.earliest(), now.head(), now.fence());
    }

    static void save(Sql sql, StreamKey stream, Standing now) throws SQLException {
        String tenant = stream.tenant().value();
        int crc = crc(stream, now);
        int known = sql.update(
                "UPDATE stream SET earliest = ?, head = ?, fence = ?, crc = ? WHERE tenant = ? AND stream = ?",
                now.earliest(),
                now.head(),
                now.fence(),
                crc,
                tenant,
                stream.stream());
        if (known == 0) {
            sql.update(
                    "INSERT INTO stream (tenant, stream, earliest, head, fence, crc) VALUES (?, ?, ?, ?, ?, ?)",
                    tenant,
                    stream.stream(),
                    now.earliest(),
                    now.head(),
                    now.fence(),
                    crc);
        }
    }

    /// Tenant and name of every stream, as they are stored.
    static List<List<String>> keys(Sql sql) throws SQLException {
        return sql.list(
                "SELECT tenant, stream FROM stream ORDER BY tenant, stream",
                row -> List.of(row.getString(1), row.getString(2)));
    }

    /// Tenant and name of what has events, but no row of its own.
    static List<List<String>> orphans(Sql sql) throws SQLException {
        return sql.list(
                "SELECT DISTINCT tenant, stream FROM event e WHERE NOT EXISTS"
                        + " (SELECT 1 FROM stream s WHERE s.tenant = e.tenant AND s.stream = e.stream)",
                row -> List.of(row.getString(1), row.getString(2)));
    }

    static void insert(Sql sql, StreamKey stream, Event event) throws SQLException {
        NewEvent content = event.content();
        sql.update(
                "INSERT INTO event (tenant, stream, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                stream.tenant().value(),
                stream.stream(),
                event.offset(),
                content.id(),
                content.topic().name(),
                content.timeMillis(),
                content.type(),
                content.source(),
                content.data().toArray(),
                Checksums.of(event));
    }

    /// Whatever is stored under the id, forgotten or not.
    static Optional<Event> withId(Sql sql, StreamKey stream, String id) throws SQLException {
        return sql.first(
                "SELECT " + COLUMNS + OF_STREAM + " AND event_id = ?",
                EventTable::event,
                stream.tenant().value(),
                stream.stream(),
                id);
    }

    /// Events after `after` up to and including `last`, in order.
    static List<Event> between(Sql sql, StreamKey stream, long after, long last) throws SQLException {
        return sql.list(
                "SELECT " + COLUMNS + OF_STREAM + " AND position > ? AND position <= ?" + IN_ORDER,
                EventTable::event,
                stream.tenant().value(),
                stream.stream(),
                after,
                last);
    }

    /// Offset and topic of events after `after` up to and including `last`, in order.
    static List<Placed> topicsBetween(Sql sql, StreamKey stream, long after, long last) throws SQLException {
        return sql.list(
                "SELECT position, topic" + OF_STREAM + " AND position > ? AND position <= ?" + IN_ORDER,
                row -> new Placed(row.getLong(1), new Topic(row.getString(2))),
                stream.tenant().value(),
                stream.stream(),
                after,
                last);
    }

    record Placed(long offset, Topic topic) {}

    /// The first two offsets from `from` on.
    static List<Long> firstTwo(Sql sql, StreamKey stream, long from) throws SQLException {
        return sql.list(
                "SELECT position" + OF_STREAM + " AND position >= ?" + IN_ORDER + " LIMIT 2",
                row -> row.getLong(1),
                stream.tenant().value(),
                stream.stream(),
                from);
    }

    /// The first offset from `from` on whose event is not older than `millis`.
    static OptionalLong firstSince(Sql sql, StreamKey stream, long from, long millis) throws SQLException {
        return sql.first(
                        "SELECT position" + OF_STREAM + " AND position >= ? AND time_millis >= ?" + IN_ORDER
                                + " LIMIT 1",
                        row -> OptionalLong.of(row.getLong(1)),
                        stream.tenant().value(),
                        stream.stream(),
                        from,
                        millis)
                .orElse(OptionalLong.empty());
    }

    /// Removes events with `from <= offset < below`; says how many there were.
    static int remove(Sql sql, StreamKey stream, long from, long below) throws SQLException {
        return sql.update(
                "DELETE" + OF_STREAM + " AND position >= ? AND position < ?",
                stream.tenant().value(),
                stream.stream(),
                from,
                below);
    }

    private static Event event(ResultSet row) throws SQLException {
        Event event = new Event(
                row.getLong(1),
                new NewEvent(
                        new Topic(row.getString(3)),
                        row.getString(2),
                        row.getLong(4),
                        Optional.ofNullable(row.getString(5)),
                        Optional.ofNullable(row.getString(6)),
                        Bytes.copyOf(row.getBytes(7))));
        if (Checksums.of(event) != row.getInt(8)) {
            throw new Damaged("the checksum of the event at offset " + event.offset());
        }
        return event;
    }
}
