package dev.parley.application.events;

import dev.parley.application.delivery.Subscriber;
import dev.parley.domain.events.Lag;
import dev.parley.domain.shared.LaneConfined;

/// One subscription of one connection: in its audience, or behind and catching up.
@LaneConfined
final class Member {
    private final Subscriber who;
    private final StreamAudience audience;
    private final Lag lag;
    private boolean level;
    private boolean over;
    private long joinedAt;

    Member(Subscriber who, StreamAudience audience, Lag lag) {
        this.who = who;
        this.audience = audience;
        this.lag = lag;
    }

    Subscriber who() {
        return who;
    }

    StreamAudience audience() {
        return audience;
    }

    /// What it wants when it falls behind.
    Lag lag() {
        return lag;
    }

    /// Whether it hears what its audience hears.
    boolean isLevel() {
        return level;
    }

    boolean isOver() {
        return over;
    }

    /// The head when it last became level.
    long joinedAt() {
        return joinedAt;
    }

    void becomesLevel(long head) {
        level = true;
        joinedAt = head;
    }

    void fallsBehind() {
        level = false;
    }

    void ends() {
        over = true;
    }
}
