package dev.parley.adapters.websocket;

import java.util.concurrent.TimeUnit;

/// Finds peers that vanished without a word: asks after silence, gives up where no answer comes (RFC 6455 §5.5.2).
///
/// Any byte counts as life, for a pong may stand behind a long message. Time is passed in. One thread: the loop.
final class Heartbeat {
    private final long pingAfterNanos;
    private final long pongWithinNanos;
    private boolean asked;
    private long due;
    private long heard;

    /// @param firstAfter part of the interval, from 0 to 1, after which the first ping goes out in any case:
    ///     random, so that clients that came together are not asked together for ever
    Heartbeat(long pingAfterMillis, long pongWithinMillis, double firstAfter, long now) {
        this.pingAfterNanos = TimeUnit.MILLISECONDS.toNanos(pingAfterMillis);
        this.pongWithinNanos = TimeUnit.MILLISECONDS.toNanos(pongWithinMillis);
        this.due = now + (long) (pingAfterNanos * firstAfter);
        this.heard = now - pingAfterNanos;
    }

    enum Step {
        WAIT,
        PING,
        DEAD
    }

    void heard(long now) {
        heard = now;
        if (asked) {
            asked = false;
            due = now + pingAfterNanos;
        }
    }

    long dueAt() {
        return due;
    }

    /// What to do at `now`. Asks for a ping only once.
    Step step(long now) {
        if (now - due < 0) {
            return Step.WAIT;
        }
        if (asked) {
            return Step.DEAD;
        }
        if (now - heard < pingAfterNanos) {
            due = heard + pingAfterNanos;
            return Step.WAIT;
        }
        asked = true;
        due = now + pongWithinNanos;
        return Step.PING;
    }
}
