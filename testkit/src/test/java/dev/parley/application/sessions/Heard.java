package dev.parley.application.sessions;

import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import java.util.ArrayList;
import java.util.List;

/// Takes the answer of one call, and fails a test that expects another.
final class Heard<T> implements Reply<Outcome<T>> {
    private final List<Outcome<T>> answers = new ArrayList<>();

    @Override
    public void accept(Outcome<T> answer) {
        answers.add(answer);
    }

    boolean isAnswered() {
        return !answers.isEmpty();
    }

    Outcome<T> only() {
        if (answers.size() != 1) {
            throw new AssertionError("answered " + answers.size() + " times: " + answers);
        }
        return answers.getFirst();
    }

    T done() {
        return switch (only()) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Problem problem) -> throw new AssertionError("refused: " + problem);
        };
    }

    Problem refused() {
        return switch (only()) {
            case Outcome.Done<T>(T value) -> throw new AssertionError("done: " + value);
            case Outcome.Refused<T>(Problem problem) -> problem;
        };
    }

    ErrorCode code() {
        return refused().code();
    }
}
