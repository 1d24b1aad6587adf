package dev.parley.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.Signals;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void every_counter_of_the_core_is_there_from_the_start_and_counts() {
        for (Signals.Counter what : Signals.Counter.values()) {
            assertThat(text()).contains("\nparley_" + what.name().toLowerCase(java.util.Locale.ROOT) + "_total 0.0\n");
        }
        metrics.count(Signals.Counter.PATCHES_COMMITTED);
        metrics.count(Signals.Counter.PATCHES_COMMITTED);
        assertThat(text()).contains("\nparley_patches_committed_total 2.0\n");
    }

    @Test
    void a_gauge_is_asked_each_time() {
        AtomicInteger open = new AtomicInteger(3);
        metrics.gauge("connections", "Open.", open::get);
        assertThat(text()).contains("parley_connections 3.0");
        open.set(1);
        assertThat(text()).contains("parley_connections 1.0");
    }

    @Test
    void a_latency_is_a_histogram_in_seconds_with_what_is_not_in_it_beside_it() {
        LatencyRecorder recorder = new LatencyRecorder();
        metrics.latency("append", "From handed over to stored.", recorder);
        recorder.record(1_500_000);
        recorder.record(40_000_000);
        recorder.lost();
        recorder.record(-5);
        assertThat(text())
                .contains("parley_append_seconds_bucket{le=\"0.001\"} 0\n")
                .contains("parley_append_seconds_bucket{le=\"0.002\"} 1\n")
                .contains("parley_append_seconds_bucket{le=\"0.05\"} 2\n")
                .contains("parley_append_seconds_bucket{le=\"+Inf\"} 2\n")
                .contains("parley_append_seconds_count 2\n")
                .contains("parley_append_seconds_sum 0.0415\n")
                .contains("parley_append_lost_total 1.0\n")
                .contains("parley_append_errors_total 1.0\n");
    }

    @Test
    void what_of_typing_is_dropped_is_beside_its_latency() {
        metrics.typing(2_000_000);
        metrics.count(Signals.Counter.TYPING_STALE);
        metrics.count(Signals.Counter.TYPING_FRAMES);
        assertThat(text())
                .contains("parley_typing_server_latency_seconds_count 1\n")
                .contains("parley_typing_server_latency_lost_total 1.0\n");
    }

    private String text() {
        return new String(metrics.text(), StandardCharsets.UTF_8);
    }
}
