package dev.parley.protocol.rpc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times on the wire: RFC 3339, UTC, always with three digits of milliseconds.
public final class Timestamp {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Timestamp() {}

    /// @param millis since 1970 UTC
    public static String of(long millis) {
        return FORMAT.format(Instant.ofEpochMilli(millis));
    }
}
