package dev.parley.testkit.simulation;

import java.util.List;
import java.util.SplittableRandom;

/// The only source of chance in a run. One thread.
final class Dice {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SplittableRandom random;

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /// Dice of its own for one part of the world, so that what one part throws does not change another's luck.
    Dice split() {
        return new Dice(random.split());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// From 0 to below `bound`.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// Both ends included.
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /// A time between the two, to the nanosecond, so that hardly anything happens at the same moment by chance.
    long nanosBetween(double leastMillis, double mostMillis) {
        return (long) (random.nextDouble(leastMillis, mostMillis) * NANOS_PER_MILLI);
    }
}
