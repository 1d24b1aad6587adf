package dev.parley.adapters.websocket;

import dev.parley.application.lanes.Lane;
import java.util.Optional;

/// One timer for all the deadlines of a connection: it rings at the earliest and is then set again.
///
/// Deadlines that move later, as most do with each message, leave the timer alone. Confined to its lane.
final class Alarm {
    private final Lane lane;
    private final Runnable ring;
    private Optional<Lane.Timer> timer = Optional.empty();
    private long at;

    Alarm(Lane lane, Runnable ring) {
        this.lane = lane;
        this.ring = ring;
    }

    /// Rings at `due` or earlier.
    void noLaterThan(long due) {
        if (timer.isPresent() && at - due <= 0) {
            return;
        }
        cancel();
        at = due;
        timer = Optional.of(lane.after(Math.max(0, due - lane.nanoTime()), this::rings));
    }

    void cancel() {
        timer.ifPresent(Lane.Timer::cancel);
        timer = Optional.empty();
    }

    private void rings() {
        timer = Optional.empty();
        ring.run();
    }
}
