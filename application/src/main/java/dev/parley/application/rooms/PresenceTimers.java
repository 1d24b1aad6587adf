package dev.parley.application.rooms;

import java.time.Duration;

/// The times of presence, told to clients when they connect.
///
/// @param graceMillis how long a user whose device vanished still counts as being here
public record PresenceTimers(long graceMillis) {
    public static final PresenceTimers DEFAULTS = new PresenceTimers(10_000);

    long graceNanos() {
        return Duration.ofMillis(graceMillis).toNanos();
    }
}
