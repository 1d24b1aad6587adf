package dev.parley.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// Rows of servers under the same loads, their CPU per delivery set against the floor's and `ws`'s.
final class Comparison {
    private final String load;
    private final List<List<String>> rows = new ArrayList<>();

    /// At most how much ours may take, as a multiple of another's.
    record Target(OptionalDouble ofFloor, OptionalDouble ofWs) {
        static final Target NONE = new Target(OptionalDouble.empty(), OptionalDouble.empty());
    }

    /// @param load what the first column says
    Comparison(String load) {
        this.load = load;
    }

    /// @param label of the load
    /// @param targets of servers, by their labels
    void add(String label, SequencedMap<Entrant, Rounds.Samples> measured, Map<String, Target> targets) {
        OptionalDouble floor = micros(measured, Contenders.FLOOR);
        OptionalDouble ws = micros(measured, Contenders.WS);
        measured.forEach((entrant, samples) -> {
            Target target = targets.getOrDefault(entrant.contender.label(), Target.NONE);
            List<String> row = new ArrayList<>(List.of(label, entrant.contender.label()));
            row.addAll(figures(samples));
            double micros = samples.median().microsPerDelivery();
            row.add(ratio(micros, floor, target.ofFloor()));
            row.add(ratio(micros, ws, target.ofWs()));
            rows.add(row);
        });
    }

    private static OptionalDouble micros(SequencedMap<Entrant, Rounds.Samples> measured, String label) {
        return measured.entrySet().stream()
                .filter(entry -> entry.getKey().contender.label().equals(label))
                .mapToDouble(entry -> entry.getValue().median().microsPerDelivery())
                .findFirst();
    }

    private static List<String> figures(Rounds.Samples samples) {
        Sample median = samples.median();
        return List.of(
                format("%.0f", median.bytesPerDelivery()),
                format("%.0f", median.deliveriesPerSecond()),
                format("%.2f", median.coresBusy()),
                format("%.2f", median.microsPerDelivery()),
                median.compilersPart() == 0 ? "–" : format("%.0f %%", 100 * median.compilersPart()),
                format("%.2f", samples.cheapest().microsPerDelivery()) + "–"
                        + format("%.2f", samples.dearest().microsPerDelivery()));
    }

    private static String ratio(double micros, OptionalDouble other, OptionalDouble target) {
        if (other.isEmpty()) {
            return "–";
        }
        double ratio = micros / other.getAsDouble();
        String said = format("%.2f", ratio);
        if (target.isEmpty()) {
            return said;
        }
        String wanted = " (≤ " + target.getAsDouble();
        return said + wanted + (ratio <= target.getAsDouble() ? ", met)" : ", **missed**)");
    }

    private static String format(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    List<String> header() {
        return List.of(
                load,
                "server",
                "bytes per delivery",
                "deliveries/s",
                "server cores busy",
                "CPU µs per delivery",
                "of it compiling",
                "of all rounds",
                "× floor",
                "× `ws`");
    }

    List<List<String>> rows() {
        return rows;
    }

    /// Versions of those that ran, reasons of those that did not, and what went wrong.
    static List<String> remarks(List<Contender> all, List<Entrant> entrants) {
        List<String> remarks = new ArrayList<>();
        for (Contender contender : all) {
            Optional<String> missing = contender.missing();
            remarks.add("`" + contender.label() + "`: "
                    + missing.map(reason -> "**left out**, " + reason).orElseGet(contender::version) + ".");
        }
        for (Entrant entrant : entrants) {
            entrant.incidents.lines().forEach(line -> remarks.add("`" + entrant.contender.label() + "`: " + line));
        }
        return remarks;
    }
}
