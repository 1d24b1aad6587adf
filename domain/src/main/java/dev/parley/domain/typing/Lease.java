package dev.parley.domain.typing;

import dev.parley.domain.shared.LaneConfined;

/// That one device types in one context, until its deadline. Mutable, because a keep-alive writes a deadline and
/// nothing else.
@LaneConfined
final class Lease {
    private final long started;
    private Stamp stamp;
    private TypingKind kind;
    private long deadline;

    /// @param started its place in the order in which leases of the context began
    Lease(long started, Stamp stamp, TypingKind kind, long deadline) {
        this.started = started;
        this.stamp = stamp;
        this.kind = kind;
        this.deadline = deadline;
    }

    long started() {
        return started;
    }

    long epoch() {
        return stamp.epoch();
    }

    TypingKind kind() {
        return kind;
    }

    long deadline() {
        return deadline;
    }

    /// @return whether the kind is another one now
    boolean refresh(Stamp newer, TypingKind newKind, long newDeadline) {
        boolean changed = kind != newKind;
        stamp = newer;
        kind = newKind;
        deadline = newDeadline;
        return changed;
    }

    void endBy(long atTheLatest) {
        deadline = Math.min(deadline, atTheLatest);
    }
}
