package dev.parley.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// An earlier implementation told averages that were wrong; these are what an honest one must pass.
class LatencyRecorderTest {
    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void the_mean_and_the_count_of_a_known_stream_are_exact_to_the_nanosecond() {
        long sum = 0;
        for (int i = 1; i <= 10_007; i++) {
            long nanos = 1_000_003L * i;
            sum += nanos;
            recorder.record(nanos);
        }
        assertThat(recorder.totals().count()).isEqualTo(10_007);
        assertThat(recorder.totals().sumNanos()).isEqualTo(sum);
        assertThat(recorder.totals().meanNanos()).hasValue(1_000_003L * 5_004.0);
    }

    @Test
    void a_constant_signal_under_four_writers_always_reads_as_that_constant() throws InterruptedException {
        int constant = 7_654_321;
        CountDownLatch done = new CountDownLatch(4);
        for (int writer = 0; writer < 4; writer++) {
            Thread.ofPlatform().daemon().start(() -> {
                for (int i = 0; i < 200_000; i++) {
                    recorder.record(constant);
                }
                done.countDown();
            });
        }
        int reads = 0;
        while (done.getCount() > 0) {
            LatencyTotals totals = recorder.totals();
            if (totals.count() > 0) {
                assertThat(totals.meanNanos()).hasValue(constant);
                assertThat(totals.buckets().stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(totals.count());
                reads++;
            }
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(reads).isPositive();
        assertThat(recorder.totals().count()).isEqualTo(800_000);
    }

    @Test
    void merging_two_is_recording_both() {
        Random random = new Random(42);
        LatencyRecorder other = new LatencyRecorder();
        LatencyRecorder both = new LatencyRecorder();
        for (int i = 0; i < 5_000; i++) {
            LatencyRecorder one = random.nextInt(2) == 0 ? recorder : other;
            switch (random.nextInt(10)) {
                case 0 -> List.of(one, both).forEach(LatencyRecorder::lost);
                case 1 -> List.of(one, both).forEach(each -> each.record(-1));
                default -> {
                    long nanos = random.nextLong(2_000_000_000L);
                    List.of(one, both).forEach(each -> each.record(nanos));
                }
            }
        }
        assertThat(recorder.totals().plus(other.totals())).isEqualTo(both.totals());
    }

    @Test
    void intervals_neither_lose_nor_count_twice() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(2);
        for (int writer = 0; writer < 2; writer++) {
            Thread.ofPlatform().daemon().start(() -> {
                for (int i = 0; i < 100_000; i++) {
                    recorder.record(i);
                }
                done.countDown();
            });
        }
        List<LatencyTotals> intervals = new ArrayList<>();
        while (done.getCount() > 0) {
            intervals.add(recorder.takeInterval());
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        intervals.add(recorder.takeInterval());
        assertThat(intervals.stream().reduce(LatencyTotals.NONE, LatencyTotals::plus))
                .isEqualTo(recorder.totals());
        assertThat(recorder.totals().count()).isEqualTo(200_000);
        assertThat(recorder.takeInterval()).isEqualTo(LatencyTotals.NONE);
    }

    @Test
    void what_never_arrived_is_in_the_ratio_and_not_in_the_series() {
        recorder.record(5);
        recorder.lost();
        recorder.lost();
        recorder.lost();
        assertThat(recorder.totals().count()).isEqualTo(1);
        assertThat(recorder.totals().meanNanos()).hasValue(5);
        assertThat(recorder.totals().deliveredRatio()).hasValue(0.25);
    }

    @Test
    void a_negative_time_is_an_error_and_not_a_zero() {
        recorder.record(10);
        recorder.record(-1);
        assertThat(recorder.totals().errors()).isEqualTo(1);
        assertThat(recorder.totals().count()).isEqualTo(1);
        assertThat(recorder.totals().meanNanos()).hasValue(10);
    }

    @Test
    void an_empty_interval_has_no_data() {
        assertThat(recorder.takeInterval().meanNanos()).isEmpty();
        assertThat(recorder.totals().deliveredRatio()).isEmpty();
        recorder.record(0);
        assertThat(recorder.takeInterval().meanNanos()).hasValue(0);
        assertThat(recorder.takeInterval().meanNanos()).isEmpty();
    }

    @Test
    void a_bound_belongs_to_its_own_bucket() {
        for (int bound : LatencyTotals.BOUNDS_MILLIS) {
            recorder.record(bound * 1_000_000L);
        }
        recorder.record(1_000_000_001L);
        assertThat(recorder.totals().buckets()).containsOnly(1L).hasSize(11);
    }
}
