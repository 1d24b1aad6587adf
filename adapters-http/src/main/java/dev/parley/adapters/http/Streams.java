package dev.parley.adapters.http;

import dev.parley.domain.shared.ErrorCode;
import dev.parley.gateway.ReconnectHint;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Who listens, so that there are not too many and that none is forgotten at the end. Thread-safe.
final class Streams {
    private final int max;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Set<EventStream> present = new LinkedHashSet<>();
    private boolean closed;

    Streams(int max) {
        this.max = max;
    }

    /// @throws HttpRefusal 503 where there are too many, or the server is going down
    void enter(EventStream stream) {
        lock.lock();
        try {
            if (closed) {
                throw HttpRefusal.of(503, ErrorCode.SHUTTING_DOWN, "the server is stopping");
            }
            if (present.size() >= max) {
                throw HttpRefusal.busy(503, "eventStreams", "too many streams of events at a time");
            }
            present.add(stream);
        } finally {
            lock.unlock();
        }
    }

    void leave(EventStream stream) {
        lock.lock();
        try {
            present.remove(stream);
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Admits nobody from now on, ends all, evenly over `spread` and each with another time to come back, and waits
    /// until they have left, at most a `margin`
    /// longer. An interrupt ends the wait and stays set.
    void endAll(Duration spread, Duration margin) {
        List<EventStream> all = closeDoor();
        for (int i = 0; i < all.size(); i++) {
            EventStream stream = all.get(i);
            long delayNanos = spread.toNanos() * i / all.size();
            int comeBackMillis = ReconnectHint.millis(i, all.size());
            stream.loop().execute(() -> stream.loop().after(delayNanos, () -> stream.dismiss(comeBackMillis)));
        }
        awaitEmpty(spread.plus(margin));
    }

    private List<EventStream> closeDoor() {
        lock.lock();
        try {
            closed = true;
            return List.copyOf(present);
        } finally {
            lock.unlock();
        }
    }

    private void awaitEmpty(Duration limit) {
        lock.lock();
        try {
            long nanosLeft = limit.toNanos();
            while (!present.isEmpty() && nanosLeft > 0) {
                nanosLeft = left.awaitNanos(nanosLeft);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
