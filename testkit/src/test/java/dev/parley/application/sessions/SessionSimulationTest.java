package dev.parley.application.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Replays one seed with `-Dparley.sessions.seed=N`.
class SessionSimulationTest {
    private static final int SEEDS = 300;

    @Test
    void clients_faults_crashes_and_unloads_leave_one_truth() {
        long versions = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            versions += run(
                    Long.getLong("parley.sessions.seed", seed), UnaryOperator.identity(), SessionSimulationTest::sound);
        }
        assertThat(versions / SEEDS).as("versions per run").isGreaterThan(10);
    }

    @Test
    void a_log_that_forgets_who_was_settled_is_found() {
        assertFound("done twice", PlantedBugs::forgettingSettlements, SessionSimulationTest::sound);
    }

    @Test
    void a_server_that_does_not_deduplicate_is_found() {
        assertFound("done", UnaryOperator.identity(), world -> PlantedBugs.withoutDeduplication(world));
    }

    @Test
    void telling_what_is_not_durable_is_found() {
        assertFound("told before it was durable", PlantedBugs::answeringTooEarly, SessionSimulationTest::sound);
    }

    private static Sessions sound(SessionWorld world) {
        return PlantedBugs.none(world);
    }

    private static void assertFound(
            String complaint, UnaryOperator<OperationLog> log, Function<SessionWorld, Sessions> sessions) {
        List<String> complaints = new ArrayList<>();
        for (long seed = 0; seed < SEEDS && complaints.stream().noneMatch(one -> one.contains(complaint)); seed++) {
            try {
                run(seed, log, sessions);
            } catch (AssertionError found) {
                complaints.add(String.valueOf(found.getMessage()));
            }
        }
        assertThat(complaints).anyMatch(one -> one.contains(complaint));
    }

    private static int run(long seed, UnaryOperator<OperationLog> log, Function<SessionWorld, Sessions> sessions) {
        try {
            return new SessionSimulation(seed, log, sessions).run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
