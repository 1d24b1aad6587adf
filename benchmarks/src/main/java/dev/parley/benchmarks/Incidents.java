package dev.parley.benchmarks;

import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What went wrong during a scenario, counted: refusals and ended connections. They belong beside the
/// figures.
final class Incidents {
    private final SequencedMap<String, Integer> counts = new TreeMap<>();

    void add(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    List<String> lines() {
        return counts.entrySet().stream()
                .map(incident -> "**" + incident.getValue() + " ×** " + incident.getKey())
                .toList();
    }
}
