package dev.parley.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/// What an answer must never hold: traces, classes, threads, statements and paths of the server.
final class Discretion {
    private static final Pattern INTERNAL = Pattern.compile(
            "(?i)exception|\\bat [a-z]+\\.[a-z]+|dev\\.parley|\\bjava[x.]"
                    + "|helidon|nimbus|jdbc|sqlite|\\bselect \\b|insert into|null pointer|\\.java\\b|/tmp/|loop-\\d|stack ?trace");

    private Discretion() {}

    static void assertNothingInternal(String said) {
        assertThat(said).doesNotContainPattern(INTERNAL);
    }
}
