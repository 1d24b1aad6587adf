package dev.parley.application.events;

import dev.parley.domain.events.Event;
import dev.parley.domain.shared.LaneConfined;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// The last events of a stream, without gaps up to its head. A reader that is this close is served from here
/// within one task, so the last page of a replay never chases a head that runs away during the read.
@LaneConfined
final class RecentEvents {
    private final int maxEvents;
    private final long maxBytes;
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private long bytes;

    RecentEvents(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    void add(Event event) {
        if (!events.isEmpty() && event.offset() != events.getLast().offset() + 1) {
            clear();
        }
        events.add(event);
        bytes += size(event);
        while (events.size() > maxEvents || bytes > maxBytes) {
            removeOldest();
        }
    }

    /// At most `max` events after `offset`, where all of them are here.
    Optional<List<Event>> after(long offset, int max) {
        if (events.isEmpty() || events.getFirst().offset() > offset + 1) {
            return Optional.empty();
        }
        long known = offset - events.getFirst().offset() + 1;
        return Optional.of(events.stream().skip(known).limit(max).toList());
    }

    /// The offset after which everything is here.
    ///
    /// @param head where nothing is
    long start(long head) {
        return events.isEmpty() ? head : events.getFirst().offset() - 1;
    }

    void forgetBelow(long earliest) {
        while (!events.isEmpty() && events.getFirst().offset() < earliest) {
            removeOldest();
        }
    }

    void clear() {
        events.clear();
        bytes = 0;
    }

    private void removeOldest() {
        bytes -= size(events.remove());
    }

    private static long size(Event event) {
        return InFlight.size(event.content());
    }
}
