package dev.parley.application.events;

import dev.parley.domain.events.StreamState.Start;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.Problem;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds where delivery starts, for subscriptions and history alike.
@LaneConfined
final class StartFinder {
    private final LiveStream stream;
    private final StreamLoading loading;

    StartFinder(LiveStream stream, StreamLoading loading) {
        this.stream = stream;
        this.loading = loading;
    }

    /// What is wrong with the request itself.
    static Optional<Problem> refusal(EventCommands.From from, EventLimits limits) {
        if (from instanceof EventCommands.From.Last(int count) && (count < 0 || count > limits.lastEvents())) {
            return Optional.of(Problem.limit("lastEvents", limits.lastEvents(), "too many events to start with"));
        }
        return Optional.empty();
    }

    /// Exactly one of `then` and `refuse` is run, on this lane, when the stream is known.
    void find(EventCommands.From from, TopicPattern pattern, Consumer<Start.At> then, Consumer<Problem> refuse) {
        loading.whenOpen(() -> seek(from, pattern, then, refuse), refuse);
    }

    private void seek(
            EventCommands.From from, TopicPattern pattern, Consumer<Start.At> then, Consumer<Problem> refuse) {
        switch (from) {
            case EventCommands.From.Latest() -> answer(stream.state().latest(), then, refuse);
            case EventCommands.From.Earliest() -> answer(stream.state().earliestKept(), then, refuse);
            case EventCommands.From.After(var position) -> answer(stream.state().after(position), then, refuse);
            case EventCommands.From.Last(int count)
            when count == 0 -> answer(stream.state().latest(), then, refuse);
            case EventCommands.From.Last(int count) -> seekLast(pattern, count, then, refuse);
        }
    }

    private void seekLast(TopicPattern pattern, int count, Consumer<Start.At> then, Consumer<Problem> refuse) {
        EventLane home = stream.home();
        home.ports().log().seekLast(stream.key(), pattern, count, home.lane().here(sought -> {
            switch (sought) {
                case EventLog.Sought.After(long offset) -> answer(stream.state().from(offset), then, refuse);
                case EventLog.Sought.Failed(var reason) ->
                    refuse.accept(EventProblems.storeUnavailable(home.limits().retryMillis()));
            }
        }));
    }

    private static void answer(Start start, Consumer<Start.At> then, Consumer<Problem> refuse) {
        switch (start) {
            case Start.At at -> then.accept(at);
            case Start.EpochChanged changed -> refuse.accept(EventProblems.epochChanged(changed));
            case Start.Outside outside -> refuse.accept(EventProblems.outside(outside));
            case Start.Gone(long earliest) -> refuse.accept(EventProblems.gone(earliest));
        }
    }
}
