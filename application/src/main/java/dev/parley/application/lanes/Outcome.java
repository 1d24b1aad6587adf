package dev.parley.application.lanes;

import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;

/// What a driving call answers.
public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Problem problem) implements Outcome<T> {}

    static <T> Outcome<T> refused(ErrorCode code, String message) {
        return new Refused<>(Problem.of(code, message));
    }
}
