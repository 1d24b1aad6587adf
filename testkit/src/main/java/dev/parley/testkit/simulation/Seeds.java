package dev.parley.testkit.simulation;

import java.util.Optional;
import java.util.stream.LongStream;

/// Runs seed after seed. `-Dparley.seeds=N` says how many, `-Dparley.seed=N` runs that one alone.
public final class Seeds {
    private static final int USUAL = 2_000;

    private Seeds() {}

    /// A seed that failed, and what happened in its run.
    public record Failure(long seed, Throwable why, String trace) {
        @Override
        public String toString() {
            return "seed " + seed + ": " + why + "\nreplay with -Dparley.seed=" + seed + "\n" + trace;
        }
    }

    /// The seeds that a build asks for.
    public static LongStream asked() {
        Long only = Long.getLong("parley.seed");
        return only == null
                ? LongStream.rangeClosed(1, Integer.getInteger("parley.seeds", USUAL))
                : LongStream.of(only);
    }

    /// @return the first of them that fails
    public static Optional<Failure> firstFailure(LongStream seeds, PlantedBug bug) {
        return seeds.mapToObj(seed -> failure(seed, bug))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Failure> failure(long seed, PlantedBug bug) {
        return run(new World(seed, bug, false)).map(why -> {
            World again = new World(seed, bug, true);
            Throwable same = run(again).orElseGet(() -> new AssertionError("only the first time", why));
            return new Failure(seed, same, again.trace());
        });
    }

    /// What goes wrong in the server goes wrong as an exception in its lane.
    private static Optional<Throwable> run(World world) {
        try {
            world.run();
            return Optional.empty();
        } catch (Violation | RuntimeException failure) {
            return Optional.of(failure);
        }
    }
}
