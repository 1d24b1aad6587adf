package dev.parley.gateway;

import dev.parley.application.Signals;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the connections of one loop share: the loop, and buffers to gather writes in. One thread: the loop.
final class LoopDesk {
    static final int SCRATCH_BYTES = 64 * 1024;

    private final Loop loop;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final ByteBuffer runBuffer = ByteBuffer.allocateDirect(SCRATCH_BYTES);

    private final Signals signals;
    private final Backlog backlog;
    private final Map<Outbox, Long> waiting = new LinkedHashMap<>();

    LoopDesk(Loop loop, Signals signals, Backlog backlog) {
        this.backlog = backlog;
        this.loop = loop;
        this.signals = signals;
    }

    Loop loop() {
        return loop;
    }

    /// A queue of this loop passed a limit.
    void limitHit(String name) {
        signals.limit(name);
    }

    /// So many bytes wait for a connection whose socket is full; 0 where it is not.
    void waits(Outbox who, long bytes) {
        @Nullable Long before = bytes == 0 ? waiting.remove(who) : waiting.put(who, bytes);
        backlog.changed(bytes - (before == null ? 0 : before));
    }

    /// The connection with the most, of those that were not cut.
    Optional<Backlog.Queue> largest() {
        return waiting.entrySet().stream()
                .filter(entry -> !entry.getKey().isCut())
                .max(Map.Entry.comparingByValue())
                .map(entry -> new Backlog.Queue(this, entry.getKey(), entry.getValue()));
    }

    /// To gather one connection's messages in. Empty, until the next call.
    ByteBuffer scratch() {
        return scratch.clear();
    }

    /// To frame a run in. Empty, until the next call.
    ByteBuffer runBuffer() {
        return runBuffer.clear();
    }
}
