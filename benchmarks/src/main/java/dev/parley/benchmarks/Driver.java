package dev.parley.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs scenarios against the packaged server and prints what they found; `benchmarks/run` starts it.
public final class Driver {
    private static final int FIXED = 5;

    private Driver() {}

    private static List<Scenario> scenarios() {
        return List.of(
                new FanoutScenario(),
                new RoomsScenario(),
                new AppendsScenario(),
                new TypingScenario(),
                new PatchScenario(),
                new PatchLoadScenario(),
                new PublishLoadScenario(),
                new PublishLatencyScenario(),
                new StormScenario(),
                new SlowScenario(),
                new IdleScenario());
    }

    /// @param arguments the server's jar, its revision, seconds to warm up and to measure, a file for the
    ///     whole report (`-` for none), then the names of scenarios (none: all)
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        List<String> wanted = Stream.of(arguments).skip(FIXED).toList();
        Scenario.Setting setting =
                new Scenario.Setting(Path.of(arguments[0]), seconds(arguments[2]), seconds(arguments[3]));
        List<String> sections = new ArrayList<>();
        for (Scenario scenario : chosen(wanted)) {
            String before = Machine.load();
            String section = scenario.run(setting).markdown(before + " and " + Machine.load());
            sections.add(section);
            out.println(section);
        }
        if (!arguments[4].equals("-")) {
            Files.writeString(Path.of(arguments[4]), Report.of(arguments[1], setting, sections));
            out.println("written to " + arguments[4]);
        }
    }

    private static Duration seconds(String number) {
        return Duration.ofSeconds(Long.parseLong(number));
    }

    private static List<Scenario> chosen(List<String> names) {
        List<String> known = scenarios().stream().map(Scenario::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("there is no scenario '" + name + "'; there are " + known);
        });
        return scenarios().stream()
                .filter(scenario -> names.isEmpty() || names.contains(scenario.name()))
                .toList();
    }
}
