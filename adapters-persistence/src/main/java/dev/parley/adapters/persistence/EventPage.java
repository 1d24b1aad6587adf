package dev.parley.adapters.persistence;

import dev.parley.application.events.EventLog.Page;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.TopicPattern;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A page while it is read: takes events in order, notices a hole, and stops at its limits. One thread.
final class EventPage {
    static final int STEP = 50;

    private final TopicPattern which;
    private final int max;
    private final long maxBytes;
    private final List<Event> matching = new ArrayList<>();
    private long bytes;
    private long scannedTo;
    private boolean full;

    EventPage(TopicPattern which, long after, int max, long maxBytes) {
        this.which = which;
        this.scannedTo = after;
        this.max = max;
        this.maxBytes = maxBytes;
        this.full = max < 1;
    }

    boolean wantsMore(long last) {
        return !full && scannedTo < last;
    }

    long scannedTo() {
        return scannedTo;
    }

    void take(List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            throw new Damaged("no event at offset " + (scannedTo + 1));
        }
        for (int i = 0; i < events.size() && !full; i++) {
            take(events.get(i));
        }
    }

    private void take(Event event) throws SQLException {
        if (event.offset() != scannedTo + 1) {
            throw new Damaged("no event at offset " + (scannedTo + 1));
        }
        if (which.matches(event.content().topic())) {
            int size = event.content().data().length();
            if (!matching.isEmpty() && bytes + size > maxBytes) {
                full = true;
                return;
            }
            matching.add(event);
            bytes += size;
            full = matching.size() == max;
        }
        scannedTo = event.offset();
    }

    Page read() {
        return new Page.Read(matching, scannedTo);
    }
}
