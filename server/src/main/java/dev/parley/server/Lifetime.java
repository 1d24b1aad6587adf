package dev.parley.server;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stretch of time as people type it: `90s`, `15m`, `1h`, `7d`.
final class Lifetime {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Map<String, Long> MILLIS =
            Map.of("s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private Lifetime() {}

    /// @throws IllegalArgumentException where it is something else
    static long millis(String text) {
        Matcher read = FORM.matcher(text);
        if (!read.matches()) {
            throw new IllegalArgumentException("a time is a number and s, m, h or d, such as 15m; not '" + text + "'");
        }
        return Long.parseLong(read.group(1)) * MILLIS.getOrDefault(read.group(2), 0L);
    }
}
