package dev.parley.domain.typing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadlineRingTest {
    private final DeadlineRing<String> ring = new DeadlineRing<>(10);

    @Test
    void a_thing_is_seen_at_the_first_tick_that_is_not_before_its_deadline() {
        ring.put("a", 11, 0);
        assertThat(ring.nextDue()).hasValue(20);
        assertThat(ring.due(19)).isEmpty();
        assertThat(ring.due(20)).containsExactly("a");
        assertThat(ring.nextDue()).isEmpty();
    }

    @Test
    void an_earlier_deadline_counts_and_a_later_one_does_not() {
        ring.put("a", 50, 0);
        ring.put("a", 20, 0);
        ring.put("a", 90, 0);
        assertThat(ring.nextDue()).hasValue(20);
        assertThat(ring.due(100)).containsExactly("a");
    }

    @Test
    void what_lies_beyond_the_ring_is_seen_early() {
        ring.put("a", 10_000, 0);
        assertThat(ring.nextDue()).hasValue(640);
    }

    @Test
    void what_is_overdue_is_seen_at_the_next_tick() {
        ring.put("a", 500, 0);
        ring.put("b", 3, 205);
        assertThat(ring.nextDue()).hasValue(210);
    }

    @Test
    void a_ring_that_was_empty_for_long_starts_from_now() {
        ring.put("a", 10, 0);
        assertThat(ring.due(10)).containsExactly("a");
        ring.put("b", 1_000_005, 1_000_000);
        assertThat(ring.nextDue()).hasValue(1_000_010);
    }

    @Test
    void a_late_sweep_takes_everything_in_the_order_of_its_ticks() {
        ring.put("b", 25, 0);
        ring.put("a", 15, 0);
        ring.put("c", 26, 0);
        assertThat(ring.due(5_000)).containsExactly("a", "b", "c");
    }

    @Test
    void the_clock_may_be_negative() {
        ring.put("a", -95, -100);
        assertThat(ring.nextDue()).hasValue(-90);
        assertThat(ring.due(-90)).containsExactly("a");
    }
}
