package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.EventTable.Standing;
import dev.parley.domain.events.Event;
import dev.parley.domain.shared.StreamKey;
import dev.parley.domain.shared.TenantId;
import java.sql.SQLException;
import java.util.List;

/// Looks at every event that is kept. One thread.
final class CheckStreams {
    private static final int STEP = 200;

    private final Sql sql;
    private final Findings findings;
    private long streams;
    private long events;

    CheckStreams(Sql sql, Findings findings) {
        this.sql = sql;
        this.findings = findings;
    }

    long streams() {
        return streams;
    }

    long events() {
        return events;
    }

    void run() {
        findings.look("The list of streams", () -> {
            for (List<String> row : EventTable.keys(sql)) {
                streams++;
                String name = name(row);
                findings.look(name, () -> stream(name, key(row)));
            }
        });
        findings.look("The list of events", () -> {
            for (List<String> row : EventTable.orphans(sql)) {
                findings.add(name(row) + ": it has events, but where it stands is lost.");
            }
        });
    }

    private static String name(List<String> row) {
        return "Stream " + row.getLast() + " of tenant " + row.getFirst();
    }

    private static StreamKey key(List<String> row) {
        return new StreamKey(new TenantId(row.getFirst()), row.getLast());
    }

    private void stream(String name, StreamKey key) throws SQLException {
        Standing now = EventTable.standing(sql, key);
        for (long after = now.earliest() - 1; after < now.head(); after += STEP) {
            step(name, key, after, Math.min(now.head(), after + STEP));
        }
        if (!EventTable.firstTwo(sql, key, now.head() + 1).isEmpty()) {
            findings.add(name + ": it ends at offset " + now.head() + ", but has more.");
        }
    }

    /// Many at a time where all is well, one by one where something is not.
    private void step(String name, StreamKey key, long after, long last) {
        try {
            events += read(key, after, last);
        } catch (SQLException | RuntimeException e) {
            for (long offset = after + 1; offset <= last; offset++) {
                long one = offset;
                findings.look(name, () -> events += read(key, one - 1, one));
            }
        }
    }

    private long read(StreamKey key, long after, long last) throws SQLException {
        long offset = after;
        for (Event event : EventTable.between(sql, key, after, last)) {
            if (event.offset() != ++offset) {
                throw new Damaged("no event at offset " + offset);
            }
        }
        if (offset < last) {
            throw new Damaged("no event at offset " + (offset + 1));
        }
        return last - after;
    }
}
