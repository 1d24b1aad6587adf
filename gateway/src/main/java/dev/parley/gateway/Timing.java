package dev.parley.gateway;

import dev.parley.application.delivery.Notice;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// The time of one notice, taken when the last of its loops has written it. Thread-safe.
final class Timing {
    private final long originNanos;
    private final AtomicInteger loops;
    private final DeliveryTimes times;

    private Timing(long originNanos, int loops, DeliveryTimes times) {
        this.originNanos = originNanos;
        this.loops = new AtomicInteger(loops);
        this.times = times;
    }

    /// @param loops asked only for what is timed
    /// @return empty for what is not timed, or goes back to no frame
    static Optional<Timing> of(Notice notice, IntSupplier loops, DeliveryTimes times) {
        long origin = notice instanceof Notice.TypingState ? LoopThread.origin() : 0;
        return origin == 0 ? Optional.empty() : Optional.of(new Timing(origin, loops.getAsInt(), times));
    }

    /// One of the loops has handed it to all its sockets.
    void written() {
        if (loops.decrementAndGet() == 0) {
            times.typing(System.nanoTime() - originNanos);
        }
    }
}
