package dev.parley.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a heap is made of: bytes by class.
record ClassHistogram(Map<String, Long> bytes) {
    private static final Pattern LINE = Pattern.compile("(?m)^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+)");

    /// @param printed by `jcmd <pid> GC.class_histogram`
    static ClassHistogram of(String printed) {
        return new ClassHistogram(LINE.matcher(printed)
                .results()
                .collect(Collectors.toMap(ClassHistogram::name, line -> Long.parseLong(line.group(1)), Long::sum)));
    }

    private static String name(MatchResult line) {
        return line.group(2);
    }

    /// The classes that grew most since an earlier histogram, such as `[B 8 400 B`.
    ///
    /// @param share of the growth to tell, such as one of 5 000 connections
    List<String> growth(ClassHistogram before, int share, int most) {
        return bytes.entrySet().stream()
                .map(entry ->
                        Map.entry(entry.getKey(), entry.getValue() - before.bytes.getOrDefault(entry.getKey(), 0L)))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(entry -> String.format(Locale.ROOT, "`%s` %d B", entry.getKey(), entry.getValue() / share))
                .toList();
    }
}
