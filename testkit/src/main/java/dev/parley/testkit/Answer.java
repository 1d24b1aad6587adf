package dev.parley.testkit;

import dev.parley.application.lanes.Reply;
import java.util.Optional;

/// Keeps the one answer of a call that answers inline, and refuses a second one.
public final class Answer<T> implements Reply<T> {
    private Optional<T> answer = Optional.empty();

    @Override
    public void accept(T value) {
        if (answer.isPresent()) {
            throw new IllegalStateException("answered twice: " + answer.get() + ", then " + value);
        }
        answer = Optional.of(value);
    }

    public boolean isThere() {
        return answer.isPresent();
    }

    public T value() {
        return answer.orElseThrow(() -> new IllegalStateException("no answer yet"));
    }
}
