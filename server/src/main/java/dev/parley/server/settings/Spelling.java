package dev.parley.server.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// How far two words are apart.
public final class Spelling {
    private Spelling() {}

    /// The word of `known` that was meant most likely; empty where there is none.
    public static String nearest(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(one -> distance(word, one))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }

    /// Letters to insert, delete or replace (Levenshtein), upper and lower case alike.
    static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] here = new int[to.length() + 1];
            here[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                here[column] = Math.min(replaced, Math.min(above[column], here[column - 1]) + 1);
            }
            above = here;
        }
        return above[to.length()];
    }
}
