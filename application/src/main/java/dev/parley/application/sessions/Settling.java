package dev.parley.application.sessions;

import dev.parley.application.Grade;
import dev.parley.application.Signals;
import dev.parley.application.delivery.Subscriber;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.sessions.SessionAnswers.Acknowledged;
import dev.parley.domain.sessions.Acknowledgement;
import dev.parley.domain.sessions.ClientCursor;
import dev.parley.domain.sessions.ClientCursor.Result;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.sessions.Submission;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import java.util.Optional;

/// Ends patches that are in flight, each with one answer for all who wait for it, and remembers the answer.
final class Settling {
    private final Signals signals;
    private final Grade grade;

    Settling(Signals signals, Grade grade) {
        this.signals = signals;
        this.grade = grade;
    }

    /// The log holds it.
    ///
    /// @return the connection that heard the answer, if any
    Optional<Subscriber> stored(LiveSession live, Settlement settlement) {
        ClientId client = settlement.client();
        live.remember(client, live.cursor(client).with(settlement));
        Optional<InFlight> waiting =
                live.inFlight(client).filter(patch -> patch.submission().clientSeq() <= settlement.clientSeq());
        waiting.ifPresent(patch -> {
            live.end(client);
            answer(patch, ClientCursor.recognise(patch.submission(), settlement));
        });
        return waiting.flatMap(InFlight::author);
    }

    private void answer(InFlight patch, ClientCursor.Recognised recognised) {
        switch (recognised) {
            case ClientCursor.Recognised.Again(Result result) -> patch.answer(duplicate -> outcome(result, duplicate));
            case ClientCursor.Recognised.Fresh(), ClientCursor.Recognised.Past(), ClientCursor.Recognised.Reused() ->
                patch.answer(_ -> new Outcome.Refused<>(reused()));
        }
    }

    /// Acknowledged without a version.
    void unchanged(LiveSession live, Submission submission, Acknowledgement answer) {
        settled(live, submission, new Result.Acknowledged(answer));
    }

    /// Settled for good only where sending it again could not help.
    void refused(LiveSession live, Submission submission, Problem problem) {
        if (!problem.code().retryable()) {
            settled(live, submission, new Result.Refused(problem));
        } else {
            end(live, submission, new Result.Refused(problem));
        }
    }

    private void settled(LiveSession live, Submission submission, Result result) {
        ClientId client = submission.client();
        live.remember(client, live.cursor(client).with(submission, result));
        end(live, submission, result);
    }

    private void end(LiveSession live, Submission submission, Result result) {
        live.inFlight(submission.client())
                .filter(patch -> patch.submission().equals(submission))
                .ifPresent(patch -> {
                    live.end(submission.client());
                    patch.answer(duplicate -> outcome(result, duplicate));
                });
    }

    Outcome<Acknowledged> outcome(Result result, boolean duplicate) {
        if (duplicate) {
            signals.count(Signals.Counter.PATCHES_DUPLICATE);
        }
        return switch (result) {
            case Result.Acknowledged(Acknowledgement answer) ->
                new Outcome.Done<>(new Acknowledged(answer, duplicate, grade));
            case Result.Refused(Problem problem) -> {
                signals.count(Signals.Counter.PATCHES_REFUSED);
                yield new Outcome.Refused<>(problem);
            }
        };
    }

    static Problem reused() {
        return Problem.of(ErrorCode.OP_ID_REUSED, "this clientSeq stands for another patch of yours");
    }
}
