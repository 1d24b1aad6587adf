package dev.parley.testkit.simulation;

import dev.parley.application.events.EventLog;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.TopicPattern;
import dev.parley.testkit.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The stream's events, also those that the server has forgotten since.
final class StreamHistory {
    private final EventLog log;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Long> ids = new HashMap<>();
    private long earliest = 1;

    StreamHistory(EventLog log) {
        this.log = log;
    }

    long head() {
        return events.size();
    }

    void catchUp() {
        Answer<EventLog.Opened> opened = new Answer<>();
        log.open(Disk.stream(), opened);
        if (opened.value() instanceof EventLog.Opened.Head(long _, long oldest, long head)) {
            if (head > head()) {
                read();
            }
            earliest = oldest;
        }
    }

    private void read() {
        Answer<EventLog.Page> page = new Answer<>();
        log.read(Disk.stream(), TopicPattern.EVERYTHING, head(), Integer.MAX_VALUE, page);
        if (page.value() instanceof EventLog.Page.Read(var more, long _)) {
            more.forEach(this::add);
        }
    }

    private void add(Event event) {
        Violation.unless(event.offset() == head() + 1, "offset %d follows %d", event.offset(), head());
        Long earlier = ids.put(event.content().id(), event.offset());
        Violation.unless(
                earlier == null || earlier < earliest,
                "event %s is stored twice, at %s and %d",
                event.content().id(),
                earlier,
                event.offset());
        events.add(event);
    }

    Event at(long offset) {
        Violation.unless(offset >= 1 && offset <= head(), "offset %d is not on disk, which has %d", offset, head());
        return events.get((int) offset - 1);
    }

    /// The last offset up to which nothing matches after `after`; at most `upTo`.
    long quietUpTo(TopicPattern which, long after, long upTo) {
        long offset = after;
        while (offset < upTo && !which.matches(at(offset + 1).content().topic())) {
            offset++;
        }
        return offset;
    }
}
