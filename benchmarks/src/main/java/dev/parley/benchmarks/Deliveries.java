package dev.parley.benchmarks;

import java.util.List;
import java.util.Locale;

/// Server CPU over notifications that arrived, between two moments.
final class Deliveries {
    static final List<String> HEADER =
            List.of("deliveries", "deliveries/s", "server cores busy", "CPU µs per delivery");

    private final ServerProcess server;
    private final long fromNanos = System.nanoTime();
    private final long fromCpu;
    private final long fromCount;

    /// Begins now.
    ///
    /// @param count of arrivals so far
    Deliveries(ServerProcess server, long count) {
        this.server = server;
        this.fromCpu = server.cpuMicros();
        this.fromCount = count;
    }

    /// The cells under [#HEADER].
    List<String> cells(long count) {
        double cpu = server.cpuMicros() - fromCpu;
        double micros = (System.nanoTime() - fromNanos) / 1e3;
        double delivered = count - fromCount;
        return List.of(
                String.format(Locale.ROOT, "%.0f", delivered),
                String.format(Locale.ROOT, "%.0f", delivered / micros * 1e6),
                String.format(Locale.ROOT, "%.2f", cpu / micros),
                String.format(Locale.ROOT, "%.2f", cpu / delivered));
    }
}
