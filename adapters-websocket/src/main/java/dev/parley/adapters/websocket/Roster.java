package dev.parley.adapters.websocket;

import dev.parley.application.delivery.Ending;
import dev.parley.gateway.Loop;
import dev.parley.gateway.ReconnectHint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Who is upgraded, so that there are not too many and that none is forgotten at the end. Thread-safe.
///
/// A place is taken before the handshake is answered and left when the socket is closed.
final class Roster {
    private final int max;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    /// By place; empty until the connection has begun.
    private final Map<Place, List<Member>> places = new LinkedHashMap<>();
    private boolean closed;

    Roster(int max) {
        this.max = max;
    }

    /// One connection's place. Leaving it twice is harmless.
    final class Place {
        private Place() {}

        /// @return false where the server is going down and the connection must not begin
        boolean begin(Loop loop, Connection connection) {
            lock.lock();
            try {
                places.computeIfPresent(this, (place, none) -> List.of(new Member(loop, connection)));
                return !closed;
            } finally {
                lock.unlock();
            }
        }

        void leave() {
            lock.lock();
            try {
                places.remove(this);
                left.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private record Member(Loop loop, Connection connection) {
        void endAfter(long delayNanos, Ending why, String reason) {
            loop.execute(() -> loop.after(delayNanos, () -> connection.end(why, reason)));
        }
    }

    sealed interface Admission {
        record Admitted(Place place) implements Admission {}

        record Full() implements Admission {}

        record Closed() implements Admission {}
    }

    Admission enter() {
        lock.lock();
        try {
            if (closed) {
                return new Admission.Closed();
            }
            if (places.size() >= max) {
                return new Admission.Full();
            }
            Place place = new Place();
            places.put(place, List.of());
            return new Admission.Admitted(place);
        } finally {
            lock.unlock();
        }
    }

    /// Admits nobody from now on and ends all, evenly over `spread`; each is told another time to come back.
    void endAll(Ending why, Duration spread) {
        List<Member> members = closeDoor();
        for (int i = 0; i < members.size(); i++) {
            members.get(i).endAfter(spread.toNanos() * i / members.size(), why, hint(i, members.size()));
        }
    }

    /// The reason of a close with 4200.
    static String hint(int index, int clients) {
        return "retryAfterMs=" + ReconnectHint.millis(index, clients);
    }

    private List<Member> closeDoor() {
        lock.lock();
        try {
            closed = true;
            List<Member> members = new ArrayList<>();
            places.values().forEach(members::addAll);
            return members;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all have left, at most `limit`. An interrupt ends the wait and stays set.
    void awaitEmpty(Duration limit) {
        lock.lock();
        try {
            long nanosLeft = limit.toNanos();
            while (!places.isEmpty() && nanosLeft > 0) {
                nanosLeft = left.awaitNanos(nanosLeft);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
