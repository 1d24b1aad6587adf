package dev.parley.testkit.contracts;

import java.util.Random;
import java.util.function.Consumer;

/// Runs a random test once per seed and names the seed that fails. `-Dparley.seed=n` replays one.
final class Seeded {
    private Seeded() {}

    static void each(int seeds, Consumer<Random> test) {
        Long only = Long.getLong("parley.seed");
        if (only != null) {
            run(only, test);
            return;
        }
        for (long seed = 1; seed <= seeds; seed++) {
            run(seed, test);
        }
    }

    private static void run(long seed, Consumer<Random> test) {
        try {
            test.accept(new Random(seed));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
