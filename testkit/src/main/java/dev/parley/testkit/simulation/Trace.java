package dev.parley.testkit.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What happened in a run, in lines. Kept only when a failed seed is run again: runs are the same every time.
final class Trace {
    private static final int MOST_LINES = 4_000;

    private final boolean kept;
    private final LongSupplier nanoTime;
    private final Deque<String> lines = new ArrayDeque<>();

    Trace(boolean kept, LongSupplier nanoTime) {
        this.kept = kept;
        this.nanoTime = nanoTime;
    }

    void say(Supplier<String> what) {
        if (kept) {
            if (lines.size() == MOST_LINES) {
                lines.remove();
            }
            lines.add("%10.3f ms  %s".formatted(nanoTime.getAsLong() / 1e6, what.get()));
        }
    }

    String text() {
        return String.join("\n", lines);
    }
}
