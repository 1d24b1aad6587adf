package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a writer that gathers is for: many records for the price of one commit, and no thread that waits beside it.
@Tag("deep")
class ThroughputTest {
    private static final long SECONDS = 3;
    private static final long TICK_NANOS = 2_000_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void groups_of_a_hundred_store_ten_times_as_much(StoreKind kind) {
        try (JdbcStore store = JdbcStore.open(directory, kind, StoreSettings.DEFAULTS)) {
            Measure.groups(store, kind, SECONDS);
            double groups = Measure.groups(store, kind, SECONDS);
            double singles = Measure.singles(store, kind, SECONDS);

            assertThat(groups).isGreaterThan(10 * singles);
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void a_ticker_beside_a_loaded_store_is_late_by_less_than_20_ms(StoreKind kind) throws InterruptedException {
        try (JdbcStore store = JdbcStore.open(directory, kind, StoreSettings.DEFAULTS)) {
            Measure.callers(store, kind, SECONDS);
            Ticker ticker = new Ticker();
            Thread ticking = Thread.ofPlatform().start(ticker);
            Measure.callers(store, kind, SECONDS);
            ticker.stopped = true;
            ticking.join();

            assertThat(ticker.lateMillis(0.99)).isLessThan(20);
        }
    }

    /// Wants to run every 2 ms, and notes how late it was.
    private static final class Ticker implements Runnable {
        private final long[] late = new long[100_000];
        private int ticks;
        private volatile boolean stopped;

        @Override
        public void run() {
            long next = System.nanoTime() + TICK_NANOS;
            while (!stopped && ticks < late.length) {
                long now = System.nanoTime();
                if (now < next) {
                    LockSupport.parkNanos(next - now);
                } else {
                    late[ticks++] = now - next;
                    next = Math.max(next + TICK_NANOS, now);
                }
            }
        }

        double lateMillis(double quantile) {
            Arrays.sort(late, 0, ticks);
            return late[(int) (ticks * quantile)] / 1e6;
        }
    }
}
