package dev.parley.application.sessions;

import dev.parley.domain.sessions.Committed;
import dev.parley.domain.shared.LaneConfined;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The appends of one session that the store has not answered, and the words that wait for them, in order.
@LaneConfined
final class AppendQueue {
    private final Deque<Queued> waiting = new ArrayDeque<>();
    private int unanswered;
    private int writes;
    private long bytes;

    void add(Queued.Write write) {
        waiting.add(write);
        unanswered++;
        writes++;
        bytes += write.bytes();
    }

    /// Says it at once where nothing is in front of it.
    void add(Queued.Word word) {
        if (waiting.isEmpty()) {
            word.say().run();
        } else {
            waiting.add(word);
        }
    }

    /// The store has answered one append, whatever it said.
    void answered() {
        unanswered--;
    }

    boolean isAnswered() {
        return unanswered == 0;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int writes() {
        return writes;
    }

    long bytes() {
        return bytes;
    }

    List<Committed> writesInOrder() {
        return waiting.stream()
                .filter(Queued.Write.class::isInstance)
                .map(queued -> ((Queued.Write) queued).what())
                .toList();
    }

    Optional<Queued.Write> first() {
        return waiting.peek() instanceof Queued.Write write ? Optional.of(write) : Optional.empty();
    }

    /// The first append is durable and told: what was waiting for it is said.
    void firstIsDone() {
        if (waiting.remove() instanceof Queued.Write write) {
            writes--;
            bytes -= write.bytes();
        }
        while (waiting.peek() instanceof Queued.Word word) {
            waiting.remove();
            word.say().run();
        }
    }

    /// Nothing of it will come true.
    List<Queued> drop() {
        List<Queued> dropped = List.copyOf(waiting);
        waiting.clear();
        writes = 0;
        bytes = 0;
        return dropped;
    }
}
