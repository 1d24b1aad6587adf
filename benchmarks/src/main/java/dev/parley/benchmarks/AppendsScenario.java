package dev.parley.benchmarks;

import dev.parley.adapters.persistence.StoreKind;
import dev.parley.application.Grade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// The stores without a server, one append waited for before the next, beside a plain file that promises the
/// same.
final class AppendsScenario implements Scenario {
    private static final List<Integer> ROWS = List.of(1, 100);

    /// On the disk of the work tree: a directory for temporary files may be memory.
    private static final Path PARENT = Path.of("benchmarks", "target");

    private record Sample(double rowsPerSecond, Histogram nanos) {
        String millis(double percentile) {
            return String.format(Locale.ROOT, "%.3f", nanos.getValueAtPercentile(percentile) / 1e6);
        }
    }

    @Override
    public String name() {
        return "appends";
    }

    @Override
    public Section run(Setting setting) {
        List<List<String>> rows = new ArrayList<>();
        try (Scratch scratch = Scratch.in(PARENT)) {
            List<Appender> appenders = open(scratch);
            try {
                ROWS.forEach(each -> rows.addAll(compare(appenders, each, setting)));
            } finally {
                appenders.forEach(Appender::close);
            }
        }
        return new Section(
                "`appends`: the stores beside a plain file",
                "Rows of " + Appender.ROW_BYTES + " bytes, one append waited for before the next. `os`: with the"
                        + " operating system when acknowledged, so it survives the end of the process; `disk`: forced to"
                        + " the disk, so it survives a loss of power. A store also keeps indexes, checksums and the"
                        + " order of its streams. Medians of " + Rounds.count() + " rounds, all in turn; the last"
                        + " column is the plain file of the same grade over the store.",
                List.of("rows each", "appended to", "grade", "rows/s", "p50 ms", "p99 ms", "× slower than the file"),
                rows,
                List.of());
    }

    /// A plain file before each store that promises the same.
    private static List<Appender> open(Scratch scratch) {
        return List.of(
                new FileAppender(scratch.directory(), Grade.OS),
                new StoreAppender(scratch.directory(), StoreKind.H2),
                new FileAppender(scratch.directory(), Grade.DISK),
                new StoreAppender(scratch.directory(), StoreKind.SQLITE));
    }

    private static List<List<String>> compare(List<Appender> appenders, int each, Setting setting) {
        Map<Appender, Sample> medians = medians(appenders, each, setting);
        Map<Grade, Double> plain = new EnumMap<>(Grade.class);
        List<List<String>> rows = new ArrayList<>();
        medians.forEach((appender, sample) -> {
            double ofFile = plain.computeIfAbsent(appender.grade(), first -> sample.rowsPerSecond());
            rows.add(cells(appender, each, sample, ofFile));
        });
        return rows;
    }

    private static List<String> cells(Appender appender, int each, Sample median, double plain) {
        return List.of(
                Integer.toString(each),
                appender.label(),
                appender.grade().wireName(),
                String.format(Locale.ROOT, "%.0f", median.rowsPerSecond()),
                median.millis(50),
                median.millis(99),
                String.format(Locale.ROOT, "%.1f", plain / median.rowsPerSecond()));
    }

    private static Map<Appender, Sample> medians(List<Appender> appenders, int each, Setting setting) {
        Map<Appender, List<Sample>> taken = new LinkedHashMap<>();
        appenders.forEach(appender -> appends(appender, each, setting.warmUp()));
        for (int round = 0; round < Rounds.count(); round++) {
            for (Appender appender : appenders) {
                Sample sample = appends(appender, each, setting.measured().dividedBy(Rounds.count()));
                taken.computeIfAbsent(appender, first -> new ArrayList<>()).add(sample);
            }
        }
        Map<Appender, Sample> medians = new LinkedHashMap<>();
        taken.forEach((appender, samples) -> {
            samples.sort(Comparator.comparingDouble(Sample::rowsPerSecond));
            medians.put(appender, samples.get(samples.size() / 2));
        });
        return medians;
    }

    private static Sample appends(Appender appender, int each, Duration time) {
        Histogram nanos = new Histogram(3);
        long start = System.nanoTime();
        long now = start;
        while (now - start < time.toNanos()) {
            appender.append(each);
            long done = System.nanoTime();
            nanos.recordValue(done - now);
            now = done;
        }
        return new Sample(nanos.getTotalCount() * each * 1e9 / (now - start), nanos);
    }
}
