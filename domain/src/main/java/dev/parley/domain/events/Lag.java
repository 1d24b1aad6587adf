package dev.parley.domain.events;

import java.util.Arrays;
import java.util.Optional;

/// What a subscription wants when its connection falls behind the live stream. Nothing is ever lost without being
/// announced.
public enum Lag {
    /// Everything, from the log, as fast as it is read.
    CATCH_UP("catch-up"),
    /// What comes after it has read what it was sent; all between is left out.
    LATEST("latest"),
    /// What is still in memory; what is older is left out.
    DROP_OLDEST("drop-oldest"),
    /// The end of its connection, at once.
    DISCONNECT("disconnect");

    private final String word;

    Lag(String word) {
        this.word = word;
    }

    /// As clients write it.
    public static Optional<Lag> named(String word) {
        return Arrays.stream(values()).filter(lag -> lag.word.equals(word)).findFirst();
    }
}
