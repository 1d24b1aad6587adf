package dev.parley.domain.sessions;

import dev.parley.domain.shared.Problem;
import java.util.Optional;

/// How far one client has come in one session, so that no patch of his counts twice.
///
/// @param last what was settled last; empty before the first
/// @param committed the version of his last commit, 0 before the first: nothing may be based below it
/// @param connectionEpoch the newest connection seen of his; frames of older ones come too late
public record ClientCursor(Optional<Settled> last, long committed, long connectionEpoch) {
    public static final ClientCursor NEW = new ClientCursor(Optional.empty(), 0, 0);

    /// A number that is done with, and what was answered.
    public record Settled(long clientSeq, String fingerprint, Result result) {}

    /// The answer that a resend hears again.
    public sealed interface Result {
        record Acknowledged(Acknowledgement answer) implements Result {}

        record Refused(Problem problem) implements Result {}
    }

    /// What a submission's number says about it.
    public sealed interface Recognised {
        record Fresh() implements Recognised {}

        /// Sent before, word for word.
        record Again(Result result) implements Recognised {}

        /// The number stands for something else.
        record Reused() implements Recognised {}

        /// Below the last settled one, whose answer is no longer known here.
        record Past() implements Recognised {}
    }

    public long lastSettled() {
        return last.map(Settled::clientSeq).orElse(0L);
    }

    public Recognised recognise(Submission submission) {
        if (submission.clientSeq() > lastSettled()) {
            return new Recognised.Fresh();
        }
        return last.filter(settled -> settled.clientSeq() == submission.clientSeq())
                .map(settled -> recognise(submission, settled.fingerprint(), settled.result()))
                .orElseGet(Recognised.Past::new);
    }

    /// Whether a stored settlement under the same number answers the submission.
    public static Recognised recognise(Submission submission, Settlement stored) {
        return recognise(submission, stored.submitted(), new Result.Acknowledged(stored.answer()));
    }

    private static Recognised recognise(Submission submission, String fingerprint, Result result) {
        return fingerprint.equals(submission.fingerprint()) ? new Recognised.Again(result) : new Recognised.Reused();
    }

    /// A commit that the log holds.
    public ClientCursor with(Settlement stored) {
        Result result = new Result.Acknowledged(stored.answer());
        long version = stored.answer().committed() ? stored.answer().version() : 0;
        return new ClientCursor(
                newer(new Settled(stored.clientSeq(), stored.submitted(), result)),
                Math.max(committed, version),
                connectionEpoch);
    }

    /// Something that made no version; known only as long as the session is loaded.
    public ClientCursor with(Submission submission, Result result) {
        return new ClientCursor(
                newer(new Settled(submission.clientSeq(), submission.fingerprint(), result)),
                committed,
                connectionEpoch);
    }

    private Optional<Settled> newer(Settled settled) {
        return settled.clientSeq() >= lastSettled() ? Optional.of(settled) : last;
    }

    /// @param epoch 0 for callers without a connection, who are never late
    public boolean isLate(long epoch) {
        return epoch != 0 && epoch < connectionEpoch;
    }

    public ClientCursor seen(long epoch) {
        return epoch > connectionEpoch ? new ClientCursor(last, committed, epoch) : this;
    }
}
