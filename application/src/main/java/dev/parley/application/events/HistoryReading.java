package dev.parley.application.events;

import dev.parley.application.events.EventAnswers.Page;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.access.TopicView;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.Problem;
import java.util.Optional;

/// Answers pages of the past, up to what has been told.
@LaneConfined
final class HistoryReading {
    private final LiveStream stream;
    private final StartFinder starts;

    HistoryReading(LiveStream stream, StartFinder starts) {
        this.stream = stream;
        this.starts = starts;
    }

    void read(Call<Page> call, EventCommands.History command) {
        TopicView view = TopicView.of(call.by().principal().grants(), TopicAction.HISTORY, command.pattern());
        refusal(view, command)
                .ifPresentOrElse(
                        call::refuse,
                        () -> starts.find(
                                command.from(),
                                command.pattern(),
                                at -> new HistoryPage(stream, view, command.limit(), call).readFrom(at),
                                call::refuse));
    }

    private Optional<Problem> refusal(TopicView view, EventCommands.History command) {
        EventLimits limits = stream.home().limits();
        if (view.isBlind()) {
            return Optional.of(EventProblems.forbidden("read history"));
        }
        if (command.limit() < 1) {
            return Optional.of(Problem.field(ErrorCode.INVALID_PARAMS, "limit", "at least 1"));
        }
        if (command.limit() > limits.historyPage()) {
            return Optional.of(Problem.limit("historyPage", limits.historyPage(), "too many events for one page"));
        }
        return StartFinder.refusal(command.from(), limits);
    }
}
