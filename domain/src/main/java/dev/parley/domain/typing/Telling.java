package dev.parley.domain.typing;

import dev.parley.domain.shared.LaneConfined;
import java.util.Optional;

/// What viewers of one context have been told, and when they may be told more. What they have not been told does not
/// count: going there and back within a window leaves nothing to say.
@LaneConfined
final class Telling {
    private final String scope;
    private final TypingTimers timers;
    private final Pace pace = new Pace();
    private Standing told = Standing.NOBODY;
    private long rev;
    private long repeatAt;
    private long heldUntil = Long.MAX_VALUE;

    Telling(String scope, TypingTimers timers) {
        this.scope = scope;
        this.timers = timers;
    }

    boolean mustWait(long now) {
        return pace.mustWait(now);
    }

    long windowEnd() {
        return pace.windowEnd();
    }

    /// A change has to wait for the window's end. A frame that did not wait may have brought a shorter window.
    ///
    /// @return whether nothing waits for that end or an earlier one already
    boolean hold() {
        boolean first = pace.windowEnd() < heldUntil;
        heldUntil = Math.min(heldUntil, pace.windowEnd());
        return first;
    }

    void release() {
        heldUntil = Long.MAX_VALUE;
    }

    /// The next frame, if what it says is new.
    Optional<TypingFrame> change(Leases leases) {
        Standing standing = leases.standing(told.top());
        if (standing.equals(told)) {
            return Optional.empty();
        }
        told = standing;
        rev++;
        return Optional.of(last());
    }

    /// What was said last.
    TypingFrame last() {
        return told.asFrame(scope, rev, timers.viewTtlMillis());
    }

    boolean saysNobody() {
        return told.isEmpty();
    }

    boolean repeatDue(long now) {
        return !told.isEmpty() && now >= repeatAt && !pace.mustWait(now);
    }

    /// When the frame is to be repeated; never while it says that nobody types.
    long repeatAt() {
        return told.isEmpty() ? Long.MAX_VALUE : repeatAt;
    }

    void sent(int viewers, int contexts, long now) {
        pace.sent(viewers, contexts, now);
        repeatAt = now + timers.repeatNanos();
    }
}
