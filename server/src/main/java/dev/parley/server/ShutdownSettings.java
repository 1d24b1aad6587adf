package dev.parley.server;

/// How a server stops.
///
/// @param spreadMillis over which the present clients are told to go
/// @param graceMillis until those are cut off who have not gone
public record ShutdownSettings(long spreadMillis, long graceMillis) {
    public static final ShutdownSettings DEFAULTS = new ShutdownSettings(500, 10_000);

    public ShutdownSettings {
        if (spreadMillis < 0 || graceMillis < spreadMillis) {
            throw new IllegalArgumentException("spreadMillis must be 0 or more, graceMillis no less than that");
        }
    }
}
