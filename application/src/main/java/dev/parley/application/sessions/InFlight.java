package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Subscriber;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.sessions.Submission;
import dev.parley.domain.shared.LaneConfined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A client's one unanswered patch, and everybody who waits for its answer: its author, and verbatim resends.
@LaneConfined
final class InFlight {
    private record Waiter(Caller who, Reply<Outcome<SessionAnswers.Acknowledged>> reply) {}

    private final Submission submission;
    private final List<Waiter> waiters = new ArrayList<>();

    InFlight(Submission submission) {
        this.submission = submission;
    }

    Submission submission() {
        return submission;
    }

    void await(Caller who, Reply<Outcome<SessionAnswers.Acknowledged>> reply) {
        waiters.add(new Waiter(who, reply));
    }

    /// The author's newest connection, which hears the answer in place of the notice.
    Optional<Subscriber> author() {
        return switch (waiters.getLast().who()) {
            case Caller.Connected connected -> Optional.of(connected.subscriber());
            case Caller.Stateless _ -> Optional.empty();
        };
    }

    /// @param outcome given whether it goes to a resend
    void answer(Function<Boolean, Outcome<SessionAnswers.Acknowledged>> outcome) {
        boolean duplicate = false;
        for (Waiter waiter : waiters) {
            waiter.reply().accept(outcome.apply(duplicate));
            duplicate = true;
        }
    }
}
