package dev.parley.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Statistics;

/// JMH as from its own command line; behind its results stand those with a budget beside it.
public final class Jmh {
    private static final double TYPING_MILLIS = 30;
    private static final double PATCH_MILLIS = 100;

    private Jmh() {}

    /// @param arguments of JMH
    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException, IOException {
        CommandLineOptions options = new CommandLineOptions(arguments);
        if (options.shouldHelp() || options.shouldList() || options.shouldListProfilers()) {
            org.openjdk.jmh.Main.main(arguments);
            return;
        }
        PrintStream out = System.out;
        new Runner(options)
                .run().stream()
                        .filter(result -> result.getParams().getMode() == Mode.SampleTime)
                        .forEach(result -> out.println(budgeted(result)));
    }

    private static String budgeted(RunResult result) {
        Statistics millis = result.getPrimaryResult().getStatistics();
        String benchmark = result.getParams().getBenchmark();
        double budget = benchmark.contains(TypingSampleBenchmark.class.getSimpleName()) ? TYPING_MILLIS : PATCH_MILLIS;
        double p95 = millis.getPercentile(95);
        double p99 = millis.getPercentile(99);
        return String.format(Locale.ROOT, "%s (closed loop): p95 %.2f ms, p99 %.2f ms. ", benchmark, p95, p99)
                + Target.cell(Target.below("p95", p95, budget, " ms"), Target.below("p99", p99, budget, " ms"));
    }
}
