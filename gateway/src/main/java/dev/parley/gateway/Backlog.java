package dev.parley.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// What waits for all connections whose sockets are full. Past the limit every loop names the connection for which
/// most waits there, and the one with the most of all is cut; again, until no more wait than may. Thread-safe without
/// waiting: loops tell what changed, and are asked on their own threads.
final class Backlog {
    private final long maxBytes;
    private final Collection<LoopDesk> desks;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean shedding = new AtomicBoolean();

    /// @param desks of all loops; may still be filled
    Backlog(QueueLimits limits, Collection<LoopDesk> desks) {
        this.maxBytes = limits.maxBytes();
        this.desks = desks;
    }

    long bytes() {
        return bytes.get();
    }

    /// So many more bytes wait, or fewer.
    void changed(long more) {
        if (bytes.addAndGet(more) > maxBytes && shedding.compareAndSet(false, true)) {
            new Round().begin();
        }
    }

    /// What waits for one connection, as its loop saw it.
    record Queue(LoopDesk desk, Outbox outbox, long bytes) {
        static Optional<Queue> larger(Optional<Queue> one, Optional<Queue> other) {
            long most = one.map(Queue::bytes).orElse(-1L);
            return other.filter(queue -> queue.bytes() > most).or(() -> one);
        }
    }

    /// One question to all loops, and what follows from the answers.
    private final class Round {
        private final List<LoopDesk> asked = List.copyOf(desks);
        private final AtomicInteger unanswered = new AtomicInteger(asked.size());
        private final AtomicReference<Optional<Queue>> largest = new AtomicReference<>(Optional.empty());

        void begin() {
            asked.forEach(desk -> desk.loop().execute(() -> answer(desk.largest())));
        }

        private void answer(Optional<Queue> candidate) {
            largest.accumulateAndGet(candidate, Queue::larger);
            if (unanswered.decrementAndGet() == 0) {
                largest.get().ifPresentOrElse(this::cut, () -> shedding.set(false));
            }
        }

        private void cut(Queue queue) {
            queue.desk().loop().execute(() -> {
                queue.outbox().shed();
                if (bytes.get() > maxBytes) {
                    new Round().begin();
                } else {
                    shedding.set(false);
                }
            });
        }
    }
}
