package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.SessionAnswers.Acknowledged;
import dev.parley.domain.access.Principal;
import dev.parley.domain.sessions.ClientCursor;
import dev.parley.domain.sessions.ClientCursor.Recognised;
import dev.parley.domain.sessions.ClientCursor.Result;
import dev.parley.domain.sessions.Submission;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import java.util.Optional;

/// Lets a patch in once. Answers what was sent before, lets verbatim resends of what is in flight wait for the same
/// answer, and refuses everything else that a client may not send beside its one patch.
///
/// Whoever may not see the session learns nothing here; whether he may write is asked after this, so that a resend of
/// a commit hears that it was committed whatever has become of its author's role.
final class Deduplicating {
    private final Settling settling;

    Deduplicating(Settling settling) {
        this.settling = settling;
    }

    /// @return whether the patch is new, and in flight from now on; else `reply` has been or will be answered
    boolean admit(LiveSession live, Caller by, Submission submission, Reply<Outcome<Acknowledged>> reply) {
        Optional<Problem> refused = unseen(live, by.principal());
        if (refused.isPresent()) {
            reply.accept(new Outcome.Refused<>(refused.get()));
            return false;
        }
        ClientId client = submission.client();
        live.remember(client, live.cursor(client).seen(by.principal().epoch()));
        switch (recognise(live, submission)) {
            case Recognised.Fresh() -> {
                return admitFresh(live, by, submission, reply);
            }
            case Recognised.Again(Result result) -> reply.accept(settling.outcome(result, true));
            case Recognised.Reused() -> reply.accept(new Outcome.Refused<>(Settling.reused()));
            case Recognised.Past() ->
                reply.accept(Outcome.refused(ErrorCode.DUPLICATE, "this clientSeq is below one that is settled"));
        }
        return false;
    }

    private static boolean admitFresh(
            LiveSession live, Caller by, Submission submission, Reply<Outcome<Acknowledged>> reply) {
        Optional<InFlight> other = live.inFlight(submission.client());
        other.ifPresent(patch -> beside(patch, by, submission, reply));
        if (other.isPresent()) {
            return false;
        }
        InFlight patch = new InFlight(submission);
        patch.await(by, reply);
        live.begin(patch);
        return true;
    }

    private static Optional<Problem> unseen(LiveSession live, Principal by) {
        if (!live.speculative().rights(by, live.key().session()).admitted()) {
            return Optional.of(Trouble.unknown(live.key().session()));
        }
        if (live.cursor(by.client()).isLate(by.epoch())) {
            return Optional.of(Problem.of(ErrorCode.FORBIDDEN, "a newer connection of this device has taken over"));
        }
        return Optional.empty();
    }

    private static Recognised recognise(LiveSession live, Submission submission) {
        Recognised recognised = live.cursor(submission.client()).recognise(submission);
        return switch (recognised) {
            case Recognised.Past() ->
                live.recent()
                        .settlement(submission.client(), submission.clientSeq())
                        .map(stored -> ClientCursor.recognise(submission, stored))
                        .orElse(recognised);
            case Recognised.Fresh(), Recognised.Again _, Recognised.Reused() -> recognised;
        };
    }

    private static void beside(InFlight patch, Caller by, Submission submission, Reply<Outcome<Acknowledged>> reply) {
        if (patch.submission().equals(submission)) {
            patch.await(by, reply);
        } else if (patch.submission().clientSeq() == submission.clientSeq()) {
            reply.accept(new Outcome.Refused<>(Settling.reused()));
        } else {
            reply.accept(Outcome.refused(ErrorCode.PATCH_IN_FLIGHT, "wait for the answer to your patch in flight"));
        }
    }
}
