package dev.parley.domain.typing;

import java.util.function.LongFunction;

/// The properties of typing over many random histories.
final class TypingProperties {
    private TypingProperties() {}

    static void ofPairs(long fromSeed, int histories) {
        each("pair", fromSeed, histories, Histories::pair);
    }

    static void ofCrowds(long fromSeed, int histories) {
        each("crowd", fromSeed, histories, Histories::crowd);
    }

    /// For code that was compiled apart.
    static Runnable briefly() {
        return () -> {
            ofPairs(1, 300);
            ofCrowds(1, 25);
            ofPairs(301, 1_700);
        };
    }

    private static void each(String name, long fromSeed, int histories, LongFunction<History> make) {
        for (long seed = fromSeed; seed < fromSeed + histories; seed++) {
            try {
                new Judge(make.apply(seed)).judge();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("Histories." + name + "(" + seed + "): " + failure.getMessage(), failure);
            }
        }
    }
}
