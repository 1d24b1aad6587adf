package dev.parley.gateway;

import dev.parley.application.Signals;
import java.nio.ByteBuffer;

/// What the connections of one loop share: the loop, and buffers to gather writes in. One thread: the loop.
final class LoopDesk {
    static final int SCRATCH_BYTES = 64 * 1024;

    private final Loop loop;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final ByteBuffer runBuffer = ByteBuffer.allocateDirect(SCRATCH_BYTES);

    private final Signals signals;

    LoopDesk(Loop loop, Signals signals) {
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

    /// To gather one connection's messages in. Empty, until the next call.
    ByteBuffer scratch() {
        return scratch.clear();
    }

    /// To frame a run in. Empty, until the next call.
    ByteBuffer runBuffer() {
        return runBuffer.clear();
    }
}
