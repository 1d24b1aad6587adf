package dev.parley.adapters.metrics;

import dev.parley.application.Signals;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/// All that one server counts and times, under names that begin with `parley_`.
public final class Metrics implements Signals {
    /// The media type of [#text] (Prometheus text format 0.0.4).
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final Set<Counter> LOST_TYPING =
            EnumSet.of(Counter.TYPING_STALE, Counter.TYPING_RATE_LIMITED, Counter.TYPING_UNAUTHORISED);

    private final LatencyRecorder typing = new LatencyRecorder();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);
    private final ConcurrentMap<String, LongAdder> limits = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, DoubleSupplier> limitsElsewhere = new ConcurrentHashMap<>();

    public Metrics() {
        for (Counter what : Counter.values()) {
            LongAdder count = new LongAdder();
            counts.put(what, count);
            total(what.name().toLowerCase(Locale.ROOT), what.meaning(), count::sum);
        }
        CounterWithCallback.builder()
                .name("parley_limit_hits")
                .help("What limits refused, dropped, held up or ended, by the limit's name.")
                .labelNames("limit")
                .callback(this::tellLimits)
                .register(registry);
        latency("typing_server_latency", "From the last byte of a typing frame to its last viewer's socket.", typing);
    }

    @Override
    public void count(Counter what) {
        Objects.requireNonNull(counts.get(what)).increment();
        if (LOST_TYPING.contains(what)) {
            typing.lost();
        }
    }

    @Override
    public void limit(String name) {
        limits.computeIfAbsent(name, first -> new LongAdder()).increment();
    }

    /// A limit whose hits are counted elsewhere.
    public void limit(String name, DoubleSupplier hits) {
        limitsElsewhere.put(name, hits);
    }

    private void tellLimits(CounterWithCallback.Callback callback) {
        limits.forEach((name, hits) -> callback.call((double) hits.sum(), name));
        limitsElsewhere.forEach((name, hits) -> callback.call(hits.getAsDouble(), name));
    }

    /// A typing frame reached its last viewer's socket.
    public void typing(long nanos) {
        typing.record(nanos);
    }

    /// Something that is asked for when somebody looks, and may fall.
    ///
    /// @param name without `parley_`, with its unit at the end
    public void gauge(String name, String help, DoubleSupplier now) {
        GaugeWithCallback.builder()
                .name("parley_" + name)
                .help(help)
                .callback(gauge -> gauge.call(now.getAsDouble()))
                .register(registry);
    }

    /// Something that is counted elsewhere and only rises.
    public void total(String name, String help, DoubleSupplier now) {
        CounterWithCallback.builder()
                .name("parley_" + name)
                .help(help)
                .callback(counter -> counter.call(now.getAsDouble()))
                .register(registry);
    }

    /// A histogram in seconds, with `…_lost_total` and `…_errors_total` beside it.
    ///
    /// @param name without `parley_` and without its unit
    public void latency(String name, String help, LatencyRecorder recorder) {
        registry.register(new LatencyCollector("parley_" + name + "_seconds", help, recorder));
        total(
                name + "_lost",
                help + " Those that never arrived.",
                () -> recorder.totals().lost());
        total(
                name + "_errors",
                help + " Times that cannot be.",
                () -> recorder.totals().errors());
    }

    /// Everything, as Prometheus reads it.
    public byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.builder().build().write(out, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException("a buffer does not fail", impossible);
        }
        return out.toByteArray();
    }
}
