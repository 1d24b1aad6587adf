package dev.parley.domain.sessions;

import dev.parley.domain.access.Capability;
import dev.parley.domain.access.SessionRights;
import dev.parley.domain.document.Applied;
import dev.parley.domain.document.Apply;
import dev.parley.domain.document.Document;
import dev.parley.domain.document.DocumentLimits;
import dev.parley.domain.document.Dropped;
import dev.parley.domain.document.Rebase;
import dev.parley.domain.document.Rebased;
import dev.parley.domain.json.Excess;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import java.util.List;
import java.util.Optional;

/// Decides about one submission on one head: rights, rebase, limits, outcome. Changes nothing.
///
/// @param head what the patch is to follow
/// @param timeMillis of the commit, wall clock
public record Judging(
        Submission submission, SessionState head, SessionRights rights, long timeMillis, DocumentLimits limits) {
    /// What can be said without looking at the document.
    public Optional<Problem> forbidden() {
        if (!rights.may(Capability.DOC_WRITE)) {
            return Optional.of(Problem.of(ErrorCode.FORBIDDEN, "your role may not change the document"));
        }
        if (submission.patch().replacesRoot() && !rights.may(Capability.DOC_REPLACE_ROOT)) {
            return Optional.of(Problem.of(ErrorCode.FORBIDDEN, "your role may not replace the whole document"));
        }
        return Optional.empty();
    }

    /// A patch without operations asks nothing of the document.
    public Verdict unchanged() {
        return moved().orElseGet(() -> unchanged(List.of()));
    }

    /// @param base grown out of the same document as the head
    public Verdict from(Document base) {
        return from(base, head.document());
    }

    /// As [#from(Document)] where node numbers of the living head do not fit the base's: the patch is rebased over a
    /// head that grew out of the same document as the base, equal in content, and then applied to the living one.
    public Verdict from(Document base, Document rebuiltHead) {
        return moved().orElseGet(() -> rebased(base, rebuiltHead));
    }

    /// Whether the author means another version than there is.
    private Optional<Verdict> moved() {
        if (submission.mode() != Mode.EXACT || submission.baseVersion() == head.version()) {
            return Optional.empty();
        }
        Problem problem =
                Problem.of(ErrorCode.CONFLICT, "the session is at another version than the patch is meant for");
        return Optional.of(new Verdict.Refused(problem.with("version", JsonNumber.of(head.version()))));
    }

    private Verdict rebased(Document base, Document rebuiltHead) {
        Rebased rebased =
                Rebase.rebase(base, submission.patch(), rebuiltHead, submission.client(), head.version() + 1, limits);
        return switch (rebased) {
            case Rebased.Refused refused -> refused(refused);
            case Rebased.Merged merged -> merged(merged, rebuiltHead);
        };
    }

    private Verdict merged(Rebased.Merged merged, Document rebuiltHead) {
        if (submission.mode() == Mode.STRICT && !merged.satisfied()) {
            Problem conflict = Problem.of(ErrorCode.CONFLICT, "concurrent changes won against operations of the patch");
            return new Verdict.Refused(Verdict.explained(conflict, unsatisfied(merged.dropped()), merged.dropped()));
        }
        if (!merged.asCommitted().writes()) {
            return unchanged(merged.dropped());
        }
        return rebuiltHead == head.document()
                ? commits(merged.asCommitted(), merged.result(), merged.inverse(), merged.dropped())
                : applied(merged);
    }

    private static int unsatisfied(List<Dropped> dropped) {
        return dropped.stream()
                .filter(drop -> !drop.reason().satisfied())
                .mapToInt(Dropped::index)
                .findFirst()
                .orElse(-1);
    }

    private Verdict applied(Rebased.Merged merged) {
        JsonPatch patch = merged.asCommitted();
        return switch (Apply.apply(head.document(), patch, head.version() + 1, submission.client(), limits)) {
            case Applied.Done(Document result, JsonPatch inverse) -> commits(patch, result, inverse, merged.dropped());
            case Applied.Failed failed ->
                throw new IllegalStateException("fits the rebuilt head, not the living one: " + failed.detail());
        };
    }

    private Verdict unchanged(List<Dropped> dropped) {
        return new Verdict.Unchanged(new Acknowledgement(
                head.version(), Acknowledgement.Outcome.UNCHANGED, false, Optional.empty(), dropped));
    }

    private Verdict commits(JsonPatch patch, Document result, JsonPatch inverse, List<Dropped> dropped) {
        boolean differs = !patch.equals(submission.patch());
        Acknowledgement answer = new Acknowledgement(
                head.version() + 1,
                outcome(differs, dropped),
                true,
                differs ? Optional.of(patch) : Optional.empty(),
                dropped);
        Change.Patched change =
                new Change.Patched(submission.client(), timeMillis, patch, inverse, submission.settledAs(answer));
        return new Verdict.Commits(head.withDocument(result), change);
    }

    private static Acknowledgement.Outcome outcome(boolean differs, List<Dropped> dropped) {
        if (!dropped.isEmpty()) {
            return Acknowledgement.Outcome.MERGED;
        }
        return differs ? Acknowledgement.Outcome.REBASED : Acknowledgement.Outcome.APPLIED;
    }

    private static Verdict refused(Rebased.Refused refused) {
        Problem problem = refused.excess()
                .map(excess -> overLimit(excess, refused.detail()))
                .orElseGet(() -> Problem.of(refused.code(), refused.detail()));
        return new Verdict.Refused(Verdict.explained(problem, refused.index(), refused.dropped()));
    }

    private static Problem overLimit(Excess excess, String detail) {
        return Problem.limit(excess.limit(), excess.allowed(), detail);
    }
}
