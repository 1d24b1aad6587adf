package dev.parley.application.events;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Notice;
import dev.parley.domain.events.Event;
import dev.parley.domain.shared.LaneConfined;
import java.util.ArrayDeque;
import java.util.List;

/// Brings one member from a position to the head: replay, recovery and the way back of a slow member are this
/// one loop.
///
/// While `cursor < head` it takes a page, from memory where that reaches back far enough, otherwise from the
/// log off the lane. When `cursor == head` holds on the lane the member joins its audience in that same task:
/// there is no buffer, no merge and no duplicate, and what is published meanwhile is simply more to read. The
/// member's own queue sets the pace: a slice is told only when the one before it has drained.
@LaneConfined
final class CatchUp {
    private final LiveStream stream;
    private final Member member;
    private final ArrayDeque<Event> page = new ArrayDeque<>();
    private long cursor;
    private long pageEnd;
    private long told;

    /// @param seen the member has everything up to here
    CatchUp(LiveStream stream, Member member, long seen) {
        this.stream = stream;
        this.member = member;
        this.cursor = seen;
        this.pageEnd = seen;
        this.told = seen;
    }

    /// For a member that is not behind anything it was told: joins at once where there is nothing to read.
    void begin() {
        if (cursor == head()) {
            join();
        } else {
            whenDrained();
        }
    }

    void whenDrained() {
        member.who().whenDrained(stream.home().lane(), this::proceed);
    }

    private void proceed() {
        if (member.isOver()) {
            return;
        }
        if (!page.isEmpty()) {
            tellSlice();
        } else if (cursor == head()) {
            join();
        } else {
            takePage();
        }
    }

    private void takePage() {
        int max = stream.home().limits().replayPage();
        stream.recent()
                .after(cursor, max)
                .ifPresentOrElse(
                        events -> deliver(
                                events,
                                events.isEmpty() ? cursor : events.getLast().offset()),
                        () -> readPage(max));
    }

    private void readPage(int max) {
        EventPorts ports = stream.home().ports();
        ports.log()
                .read(
                        stream.key(),
                        member.audience().view().pattern(),
                        cursor,
                        max,
                        stream.home().lane().here(this::answered));
    }

    private void answered(EventLog.Page answer) {
        if (member.isOver()) {
            return;
        }
        switch (answer) {
            case EventLog.Page.Read read when read.scannedTo() > cursor -> deliver(read.events(), read.scannedTo());
            case EventLog.Page.Read(var events, var scannedTo) -> later();
            case EventLog.Page.Gone(long earliest) -> skipTo(earliest);
            case EventLog.Page.Failed(var reason) -> later();
        }
    }

    private void deliver(List<Event> events, long scannedTo) {
        pageEnd = Math.min(scannedTo, head());
        events.stream().filter(this::isDue).forEach(page::add);
        tellSlice();
    }

    private boolean isDue(Event event) {
        return event.offset() > cursor
                && event.offset() <= pageEnd
                && member.audience().view().sees(event.content().topic());
    }

    private void tellSlice() {
        long bytes = 0;
        while (!page.isEmpty() && bytes < stream.home().limits().replaySliceBytes()) {
            Event event = page.remove();
            bytes += InFlight.size(event.content());
            told = event.offset();
            member.who().tell(new Notice.EventDelivered(name(), event));
        }
        if (page.isEmpty()) {
            cursor = pageEnd;
        }
        begin();
    }

    private void skipTo(long earliest) {
        long to = Math.min(earliest - 1, head());
        if (to > cursor) {
            member.who().tell(new Notice.EventsGap(name(), cursor + 1, to));
            cursor = to;
            told = to;
        }
        begin();
    }

    private void later() {
        stream.home().ports().signals().count(Signals.Counter.STORE_FAILURES);
        stream.home().afterMillis(stream.home().limits().retryMillis(), this::whenDrained);
    }

    private void join() {
        if (cursor > told) {
            member.who().tell(new Notice.EventsPosition(name(), cursor));
        }
        member.audience().join(member, cursor);
    }

    private String name() {
        return member.audience().name();
    }

    private long head() {
        return stream.state().head();
    }
}
