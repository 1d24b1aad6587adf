package dev.parley.testkit.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What happened in a run: all operations and mishaps, and the last messages. Kept only when a failed seed is run
/// again: runs are the same every time.
final class Trace {
    private static final int MOST_MESSAGES = 120;

    private final boolean kept;
    private final LongSupplier nanoTime;
    private final List<String> happenings = new ArrayList<>();
    private final Deque<String> messages = new ArrayDeque<>();

    Trace(boolean kept, LongSupplier nanoTime) {
        this.kept = kept;
        this.nanoTime = nanoTime;
    }

    /// An operation, or something that went wrong.
    void happened(Supplier<String> what) {
        if (kept) {
            happenings.add(line(what));
        }
    }

    /// A message on a line.
    void said(Supplier<String> what) {
        if (kept) {
            if (messages.size() == MOST_MESSAGES) {
                messages.remove();
            }
            messages.add(line(what));
        }
    }

    private String line(Supplier<String> what) {
        return "%10.3f ms  %s".formatted(nanoTime.getAsLong() / 1e6, what.get());
    }

    String text() {
        return String.join("\n", happenings) + "\nthe last messages:\n" + String.join("\n", messages);
    }
}
