package dev.parley.application.sessions;

import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.DocumentViews.View;
import dev.parley.application.sessions.OperationLog.Changes;
import dev.parley.application.sessions.SessionAnswers.CatchUp;
import dev.parley.application.sessions.SessionCommands.Since;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a joiner gets to a version: with the changes since the one he has, or with the document whole, whichever is
/// smaller. Unacknowledged work needs the changes, whatever their size, because a fresh document would cost its
/// operations their targets' identity.
final class CatchingUp {
    private static final int PAGE = 512;

    /// What there is for the joiner.
    sealed interface Result {
        record Ready(CatchUp way) implements Result {}

        record Impossible(Problem problem) implements Result {}
    }

    private final Lane lane;
    private final OperationLog log;

    CatchingUp(Lane lane, OperationLog log) {
        this.lane = lane;
        this.log = log;
    }

    /// @param at the version to reach
    /// @param reply comes on the lane, perhaps at once
    void catchUp(LiveSession live, SessionState at, Optional<Since> since, View view, Reply<Result> reply) {
        Result whole = new Result.Ready(new CatchUp.Whole(view.json()));
        if (since.isEmpty()) {
            reply.accept(whole);
            return;
        }
        Since from = since.get();
        Optional<Problem> problem = discontinued(live, at, from);
        if (problem.isPresent()) {
            reply.accept(from.pending() ? new Result.Impossible(problem.get()) : whole);
            return;
        }
        Optional<List<Committed>> recent = live.recent().after(from.version());
        if (recent.isPresent()) {
            List<Committed> tail = upTo(at, recent.get());
            boolean small = from.pending() || size(tail) <= at.document().bytes();
            reply.accept(small ? new Result.Ready(new CatchUp.Tail(tail)) : whole);
        } else if (from.pending()) {
            new Reading(live, at, from.version(), reply).next();
        } else {
            reply.accept(whole);
        }
    }

    private static Optional<Problem> discontinued(LiveSession live, SessionState at, Since since) {
        if (since.epoch() != live.epoch()) {
            return Optional.of(Problem.of(ErrorCode.EPOCH_CHANGED, "the session's epoch is " + live.epoch()));
        }
        if (since.version() < 1 || since.version() > at.version()) {
            return Optional.of(
                    Problem.of(ErrorCode.INVALID_VERSION, "since.version must be between 1 and " + at.version()));
        }
        return Optional.empty();
    }

    private static List<Committed> upTo(SessionState at, List<Committed> changes) {
        return changes.stream()
                .filter(change -> change.version() <= at.version())
                .toList();
    }

    private static long size(List<Committed> changes) {
        return changes.stream()
                .mapToLong(change -> ChangeSize.of(change.change()))
                .sum();
    }

    /// The tail of somebody who was away for long, page by page.
    private final class Reading {
        private final LiveSession live;
        private final SessionState at;
        private final List<Committed> tail = new ArrayList<>();
        private final Reply<Result> reply;
        private long reached;

        Reading(LiveSession live, SessionState at, long since, Reply<Result> reply) {
            this.live = live;
            this.at = at;
            this.reached = since;
            this.reply = reply;
        }

        void next() {
            int max = (int) Math.min(PAGE, at.version() - reached);
            log.read(live.key(), reached, max, lane.here((Changes changes) -> {
                switch (changes) {
                    case Changes.Read(List<Committed> page) -> add(page);
                    case Changes.Failed _ -> reply.accept(new Result.Impossible(Trouble.store()));
                }
            }));
        }

        private void add(List<Committed> page) {
            if (page.isEmpty() || page.getFirst().version() != reached + 1) {
                reply.accept(new Result.Impossible(Problem.of(
                        ErrorCode.STALE_BASE,
                        "changes since version " + reached + " are no longer in history; join without `since`")));
                return;
            }
            tail.addAll(page);
            reached = page.getLast().version();
            if (reached < at.version()) {
                next();
            } else {
                reply.accept(new Result.Ready(new CatchUp.Tail(tail)));
            }
        }
    }
}
