package dev.parley.benchmarks;

import java.util.List;
import java.util.Locale;

/// What a figure should be, and whether it is.
///
/// @param text such as `p95 < 5 ms`
record Target(String text, boolean met) {
    static final String HEADER = "target";

    /// A cell of a row that has none.
    static final String NONE = "–";

    static Target below(String figure, double measured, double limit, String unit) {
        return new Target(figure + " < " + number(limit) + unit, measured < limit);
    }

    static Target atMost(String figure, double measured, double most, String unit) {
        return new Target(figure + " ≤ " + number(most) + unit, measured <= most);
    }

    static Target atLeast(String figure, double measured, double least, String unit) {
        return new Target(figure + " ≥ " + number(least) + unit, measured >= least);
    }

    /// The cell of a row with these targets.
    static String cell(Target... targets) {
        return String.join(
                "; ",
                List.of(targets).stream()
                        .map(target -> target.text() + ": " + (target.met() ? "met" : "**missed**"))
                        .toList());
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%s", value);
    }
}
