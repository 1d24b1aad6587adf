package dev.parley.application.lanes;

/// Takes one answer. Called exactly once, on any thread unless wrapped by [Lane#here].
@FunctionalInterface
public interface Reply<T> {
    void accept(T value);
}
