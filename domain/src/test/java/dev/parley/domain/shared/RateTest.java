package dev.parley.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 200;
    private static final long SECOND = 1_000_000_000;
    private static final long LONG_AGO = -100 * SECOND;

    @Test
    void a_burst_is_granted_and_the_next_one_waits_for_its_token() {
        Rate rate = new Rate(10, 3);
        long fullAt = taken(rate, 3, LONG_AGO);
        assertThat(rate.waitNanos(fullAt, 0)).isEqualTo(SECOND / 10);
        assertThat(rate.waitNanos(fullAt, SECOND / 10)).isZero();
    }

    @Test
    void without_a_rate_everything_is_granted() {
        Rate rate = new Rate(0, 1);
        assertThat(rate.waitNanos(taken(rate, 1_000, LONG_AGO), 0)).isZero();
    }

    @Test
    void a_clock_that_is_set_back_costs_one_bucket() {
        Rate rate = new Rate(10, 3);
        long dayAhead = 86_400 * SECOND;
        long fullAt = rate.fullAtAfterOne(LONG_AGO, dayAhead);
        assertThat(rate.waitNanos(fullAt, 0)).isEqualTo(SECOND / 10);
    }

    private static long taken(Rate rate, int times, long fullAt) {
        long full = fullAt;
        for (int i = 0; i < times; i++) {
            assertThat(rate.waitNanos(full, 0)).isZero();
            full = rate.fullAtAfterOne(full, 0);
        }
        return full;
    }

    /// A grant is right where no span of time that ends with it has more than a burst and what its length brings; a
    /// refusal where one would have; and the wait that is told is the shortest.
    @Test
    void it_grants_what_every_span_of_time_allows_and_no_more() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Rate rate = new Rate(random.nextInt(1, 2_000), random.nextInt(1, 20));
            Spans spans = new Spans((SECOND + rate.perSecond() - 1) / rate.perSecond(), rate.burst());
            long now = random.nextLong(SECOND);
            long fullAt = LONG_AGO;
            for (int step = 0; step < STEPS; step++) {
                now += random.nextBoolean() ? 0 : random.nextLong(3 * spans.each);
                long wait = rate.waitNanos(fullAt, now);
                assertThat(wait == 0).as("seed %d, step %d", seed, step).isEqualTo(spans.allow(now));
                if (wait == 0) {
                    fullAt = rate.fullAtAfterOne(fullAt, now);
                    spans.granted.add(now);
                } else {
                    assertThat(spans.allow(now + wait)).as("seed %d", seed).isTrue();
                    assertThat(spans.allow(now + wait - 1)).as("seed %d", seed).isFalse();
                }
            }
        }
    }

    private static final class Spans {
        private final long each;
        private final int burst;
        private final List<Long> granted = new ArrayList<>();

        Spans(long each, int burst) {
            this.each = each;
            this.burst = burst;
        }

        boolean allow(long now) {
            int inSpan = 1;
            for (long since : granted.reversed()) {
                inSpan++;
                if (inSpan * each > burst * each + (now - since)) {
                    return false;
                }
            }
            return true;
        }
    }
}
