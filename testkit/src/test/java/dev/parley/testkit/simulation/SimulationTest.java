package dev.parley.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;

/// The server under everything that can go wrong, seed by seed: 2 000 of them, or as many as `-Dparley.seeds` says, or
/// the one of `-Dparley.seed`.
class SimulationTest {
    @Test
    void the_server_keeps_its_promises_whatever_goes_wrong() {
        Seeds.firstFailure(Seeds.asked(), PlantedBug.NONE).ifPresent(failure -> fail(failure.toString()));
    }

    @Test
    void a_seed_runs_the_same_every_time() {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(trace(seed)).isNotEmpty().isEqualTo(trace(seed));
        }
    }

    private static String trace(long seed) {
        World world = new World(seed, PlantedBug.NONE, true);
        world.run();
        return world.trace();
    }
}
