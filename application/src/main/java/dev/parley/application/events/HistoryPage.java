package dev.parley.application.events;

import dev.parley.application.events.EventAnswers.Page;
import dev.parley.domain.access.TopicView;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.StreamState.Start;
import dev.parley.domain.shared.LaneConfined;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// One page of history being gathered. It ends at its limits, at the head, or where it has looked at enough:
/// events that the reader may not see count as looked at, never as found.
@LaneConfined
final class HistoryPage {
    private final LiveStream stream;
    private final TopicView view;
    private final int limit;
    private final Call<Page> call;
    private final List<Event> events = new ArrayList<>();
    private long cursor;
    private long bytes;
    private int reads;
    private boolean recovers;

    HistoryPage(LiveStream stream, TopicView view, int limit, Call<Page> call) {
        this.stream = stream;
        this.view = view;
        this.limit = limit;
        this.call = call;
    }

    void readFrom(Start.At start) {
        cursor = start.offset();
        recovers = start.recovered();
        proceed();
    }

    private void proceed() {
        EventLimits limits = stream.home().limits();
        if (isFull() || cursor >= head() || reads >= limits.historyReads()) {
            answer();
            return;
        }
        reads++;
        stream.home()
                .ports()
                .log()
                .read(
                        stream.key(),
                        view.pattern(),
                        cursor,
                        Math.min(limit - events.size(), limits.replayPage()),
                        stream.home().lane().here(this::answered));
    }

    private void answered(EventLog.Page page) {
        switch (page) {
            case EventLog.Page.Read(var found, long scannedTo) -> gather(found, scannedTo);
            case EventLog.Page.Gone(long earliest) -> gone(earliest);
            case EventLog.Page.Failed(var reason) ->
                call.refuse(
                        EventProblems.storeUnavailable(stream.home().limits().retryMillis()));
        }
    }

    private void gather(List<Event> found, long scannedTo) {
        for (Event event : found) {
            if (event.offset() > head() || isFull()) {
                answer();
                return;
            }
            cursor = event.offset();
            if (view.sees(event.content().topic())) {
                events.add(event);
                bytes += InFlight.size(event.content());
            }
        }
        cursor = Math.max(cursor, Math.min(scannedTo, head()));
        proceed();
    }

    /// Trimmed while we read. What was found stands, and the next page says what is missing; one that has
    /// nothing yet says so itself, unless nothing in particular was asked for.
    private void gone(long earliest) {
        if (!events.isEmpty()) {
            answer();
        } else if (recovers) {
            call.refuse(EventProblems.gone(earliest));
        } else {
            cursor = Math.min(earliest - 1, head());
            proceed();
        }
    }

    private boolean isFull() {
        return events.size() >= limit || bytes >= stream.home().limits().historyPageBytes();
    }

    private long head() {
        return stream.state().head();
    }

    private void answer() {
        OptionalLong next = cursor < head() ? OptionalLong.of(cursor) : OptionalLong.empty();
        call.done(new Page(stream.key().stream(), stream.state().epoch(), events, next));
    }
}
