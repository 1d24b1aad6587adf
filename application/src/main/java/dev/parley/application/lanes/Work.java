package dev.parley.application.lanes;

import java.util.function.Supplier;

/// CPU work above about a millisecond (large documents, old bases): off the lanes, bounded, on immutable values.
public interface Work {
    <T> void run(Supplier<T> job, Reply<T> reply);
}
