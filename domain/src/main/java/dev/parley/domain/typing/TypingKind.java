package dev.parley.domain.typing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What somebody is doing, highest rank first: of a user's devices the highest is shown.
public enum TypingKind {
    RECORDING,
    UPLOADING,
    TYPING,
    EDITING,
    THINKING,
    CUSTOM;

    public boolean outranks(TypingKind other) {
        return compareTo(other) < 0;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TypingKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }
}
