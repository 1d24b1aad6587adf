package dev.parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Loads servers in turn, A B C, A B C …, so that what else the machine does meets all of them alike. Nothing
/// is asked of a server while another is loaded.
final class Rounds {
    private static final Duration BREATH = Duration.ofMillis(300);
    private static final int USUAL = 3;

    /// Above this part of the CPU, a warm-up is not done.
    private static final double COMPILING = 0.03;

    private static final int MOST_WARM_UPS = 3;

    private Rounds() {}

    /// What is done to each.
    interface Load {
        void run(Entrant entrant, Duration time);
    }

    /// The samples of all rounds, cheapest delivery first.
    record Samples(List<Sample> cheapestFirst) {
        Sample median() {
            return cheapestFirst.get(cheapestFirst.size() / 2);
        }

        Sample cheapest() {
            return cheapestFirst.getFirst();
        }

        Sample dearest() {
            return cheapestFirst.getLast();
        }
    }

    /// From the variable `ROUNDS`.
    static int count() {
        String given = System.getenv("ROUNDS");
        int rounds = given == null || given.isBlank() ? USUAL : Integer.parseInt(given);
        if (rounds < 1) {
            throw new IllegalArgumentException("ROUNDS is at least 1, not " + rounds);
        }
        return rounds;
    }

    /// Each is warmed up before its first round, until it no longer compiles but at most three times as long, and
    /// measured for [Scenario.Setting#measured] in all.
    static SequencedMap<Entrant, Samples> of(List<Entrant> entrants, Scenario.Setting setting, Load load) {
        Map<Entrant, List<Sample>> taken = new LinkedHashMap<>();
        for (int round = 0; round < count(); round++) {
            for (Entrant entrant : entrants) {
                if (round == 0) {
                    warmUp(entrant, setting, load);
                }
                taken.computeIfAbsent(entrant, first -> new ArrayList<>()).add(sample(entrant, setting, load));
            }
        }
        SequencedMap<Entrant, Samples> sorted = new LinkedHashMap<>();
        taken.forEach((entrant, samples) -> {
            samples.sort(Comparator.comparingDouble(Sample::microsPerDelivery));
            sorted.put(entrant, new Samples(samples));
        });
        return sorted;
    }

    /// Again while it still compiles: a loaded machine takes longer.
    private static void warmUp(Entrant entrant, Scenario.Setting setting, Load load) {
        for (int i = 0; i < MOST_WARM_UPS; i++) {
            Sample sample = Sample.of(entrant, () -> load.run(entrant, setting.warmUp()));
            if (sample.compilersPart() < COMPILING) {
                return;
            }
        }
    }

    private static Sample sample(Entrant entrant, Scenario.Setting setting, Load load) {
        load.run(entrant, BREATH);
        Sample sample =
                Sample.of(entrant, () -> load.run(entrant, setting.measured().dividedBy(count())));
        entrant.members.forEach(Member::rest);
        entrant.loop.idle(BREATH);
        return sample;
    }
}
