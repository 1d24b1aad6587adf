package dev.parley.application.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EventSimulationTest {
    private static final int SEEDS = 250;

    @Test
    void every_subscriber_sees_each_event_once_in_order_and_only_when_it_is_durable() {
        Long only = Long.getLong("parley.seed");
        if (only != null) {
            run(only, log -> log);
            return;
        }
        for (long seed = 1; seed <= SEEDS; seed++) {
            run(seed, log -> log);
        }
    }

    private static void run(long seed, UnaryOperator<EventLog> plant) {
        try {
            new EventSimulation(seed, plant).run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    @Test
    void it_finds_a_log_that_answers_before_it_is_durable() {
        assertThat(seedThatFinds(HastyLog::new)).isLessThan(10);
    }

    @Test
    void it_finds_a_replay_that_starts_one_too_late() {
        assertThat(seedThatFinds(SkippingLog::new)).isLessThan(10);
    }

    @Test
    void a_seed_replays() {
        long seed = seedThatFinds(SkippingLog::new);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> run(seed, SkippingLog::new)).hasMessageContaining("seed " + seed);
        }
    }

    private static long seedThatFinds(UnaryOperator<EventLog> plant) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                new EventSimulation(seed, plant).run();
            } catch (AssertionError found) {
                return seed;
            }
        }
        return SEEDS;
    }
}
