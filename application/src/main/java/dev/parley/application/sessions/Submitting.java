package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.lanes.WallClock;
import dev.parley.application.sessions.SessionAnswers.Acknowledged;
import dev.parley.application.sessions.SessionCommands.Submit;
import dev.parley.application.sessions.SessionSlot.Use;
import dev.parley.application.typing.Typing;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Principal;
import dev.parley.domain.document.Document;
import dev.parley.domain.document.DocumentLimits;
import dev.parley.domain.sessions.Judging;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.sessions.Submission;
import dev.parley.domain.sessions.Verdict;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.SessionKey;
import java.util.Optional;

/// `session.patch`: admitted, deduplicated, typing cleared, judged on the speculative head, stored, then answered.
///
/// From the moment a patch is recognised as new until it is answered it is its client's only one in flight, over the
/// hops to typing, to the log and to an old base. Each hop comes back through [OpenSessions], because the session may
/// be recovering by then.
final class Submitting {
    private final OpenSessions sessions;
    private final Deduplicating deduplicating;
    private final Appending appending;
    private final Rebuilding rebuilding;
    private final Settling settling;
    private final Typing typing;
    private final WallClock clock;
    private final DocumentLimits limits;

    Submitting(
            OpenSessions sessions,
            Deduplicating deduplicating,
            Appending appending,
            Rebuilding rebuilding,
            Settling settling,
            Typing typing,
            WallClock clock,
            DocumentLimits limits) {
        this.sessions = sessions;
        this.deduplicating = deduplicating;
        this.appending = appending;
        this.rebuilding = rebuilding;
        this.settling = settling;
        this.typing = typing;
        this.clock = clock;
        this.limits = limits;
    }

    /// A patch on its way to its verdict.
    private record Call(SessionKey key, Principal by, Submit command, Submission submission) {
        Call(SessionKey key, Principal by, Submit command) {
            this(key, by, command, submission(by, command));
        }

        private static Submission submission(Principal by, Submit command) {
            return Submission.of(
                    by.client(), command.clientSeq(), command.baseVersion(), command.patch(), command.mode());
        }
    }

    void submit(SessionKey key, Caller by, Submit command, Reply<Outcome<Acknowledged>> reply) {
        if (command.clientSeq() < 1) {
            reply.accept(new Outcome.Refused<>(
                    Problem.field(ErrorCode.INVALID_PARAMS, "clientSeq", "clientSeq counts from 1")));
            return;
        }
        Call call = new Call(key, by.principal(), command);
        sessions.use(
                key,
                Use.of(
                        live -> {
                            if (deduplicating.admit(live, by, call.submission(), reply)) {
                                clear(live, by, call);
                            }
                        },
                        problem -> reply.accept(new Outcome.Refused<>(problem))));
    }

    private void clear(LiveSession live, Caller by, Call call) {
        Optional<TypingCommands.Clear> clear = call.command().typing();
        if (clear.isEmpty()) {
            judge(live, call);
        } else {
            typing.clear(by, clear.get(), _ -> goOn(live, call, this::judge));
        }
    }

    private interface Next {
        void run(LiveSession live, Call call);
    }

    private void goOn(LiveSession known, Call call, Next next) {
        sessions.use(
                call.key(),
                Use.of(live -> next.run(live, call), problem -> settling.refused(known, call.submission(), problem)));
    }

    private void judge(LiveSession live, Call call) {
        Judging judging = judging(live, call);
        Optional<Problem> refusal = judging.forbidden().or(() -> misplaced(live, call));
        if (refusal.isPresent()) {
            carryOut(live, call, new Verdict.Refused(refusal.get()));
        } else if (call.submission().patch().isEmpty()) {
            carryOut(live, call, judging.unchanged());
        } else {
            judgeOnBase(live, call, judging);
        }
    }

    private void judgeOnBase(LiveSession live, Call call, Judging judging) {
        Optional<SessionState> base = live.recent().at(call.submission().baseVersion());
        if (base.isPresent()) {
            carryOut(live, call, judging.from(base.get().document()));
        } else {
            rebuilding.rebuild(
                    live,
                    call.submission().baseVersion(),
                    rebuilt -> goOn(live, call, (same, again) -> judgeOnRebuilt(same, again, rebuilt)));
        }
    }

    private void judgeOnRebuilt(LiveSession live, Call call, Rebuilding.Rebuilt rebuilt) {
        Judging judging = judging(live, call);
        Optional<Problem> refusal = judging.forbidden().or(() -> appending.refusal(live));
        if (refusal.isPresent()) {
            carryOut(live, call, new Verdict.Refused(refusal.get()));
            return;
        }
        switch (rebuilt) {
            case Rebuilding.Rebuilt.Failed(Problem problem) -> carryOut(live, call, new Verdict.Refused(problem));
            case Rebuilding.Rebuilt.Base(Document base) -> carryOut(live, call, judging.from(base));
            case Rebuilding.Rebuilt.Apart apart ->
                apart.upTo(live)
                        .ifPresentOrElse(
                                head -> carryOut(live, call, judging.from(apart.base(), head)),
                                () -> judgeOnBase(live, call, judging));
        }
    }

    private Judging judging(LiveSession live, Call call) {
        SessionState head = live.speculative();
        return new Judging(
                call.submission(), head, head.rights(call.by(), call.key().session()), clock.millis(), limits);
    }

    private Optional<Problem> misplaced(LiveSession live, Call call) {
        Submit command = call.command();
        if (command.epoch() != live.epoch()) {
            return refusal(ErrorCode.EPOCH_CHANGED, "the session's epoch is " + live.epoch() + ": join again");
        }
        long head = live.durable().version();
        if (command.baseVersion() < 1 || command.baseVersion() > head) {
            return refusal(ErrorCode.INVALID_VERSION, "baseVersion must be between 1 and " + head);
        }
        if (command.baseVersion() < live.cursor(call.submission().client()).committed()) {
            return refusal(ErrorCode.PATCH_IN_FLIGHT, "baseVersion lies below your own last committed patch");
        }
        return appending.refusal(live);
    }

    private static Optional<Problem> refusal(ErrorCode code, String message) {
        return Optional.of(Problem.of(code, message));
    }

    private void carryOut(LiveSession live, Call call, Verdict verdict) {
        Submission submission = call.submission();
        switch (verdict) {
            case Verdict.Commits(SessionState after, var change) ->
                appending.append(live, change, after, () -> {}, problem -> settling.refused(live, submission, problem));
            case Verdict.Unchanged(var answer) ->
                appending.say(
                        live,
                        () -> settling.unchanged(live, submission, answer),
                        problem -> settling.refused(live, submission, problem));
            case Verdict.Refused(Problem problem) ->
                appending.say(
                        live,
                        () -> settling.refused(live, submission, problem),
                        why -> settling.refused(live, submission, why));
        }
    }
}
