package dev.parley.application.lanes;

/// The time of day, for records only: deadlines and order never depend on it.
public interface WallClock {
    /// Milliseconds since 1970 UTC.
    long millis();
}
