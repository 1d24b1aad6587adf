package dev.parley.domain.typing;

import java.time.Duration;

/// The times of typing, told to clients when they connect.
///
/// @param heartbeatMillis how often a client repeats START while keys are hit
/// @param idleMillis after how long without a key a client sends STOP
/// @param ttlMillis how long a lease lives without a START: one lost heartbeat must not end it
/// @param graceMillis how long a lease outlives a connection that vanished
/// @param sweepMillis how often leases are looked at
/// @param repeatMillis how often a frame is repeated while somebody types
/// @param viewTtlMillis after how long without a frame a viewer clears the context
/// @param forgetMillis how long stamps and epochs of a device that is gone are remembered
public record TypingTimers(
        long heartbeatMillis,
        long idleMillis,
        long ttlMillis,
        long graceMillis,
        long sweepMillis,
        long repeatMillis,
        long viewTtlMillis,
        long forgetMillis) {
    public static final TypingTimers DEFAULTS =
            new TypingTimers(4_000, 5_000, 10_000, 4_000, 250, 6_000, 15_000, 30_000);

    public TypingTimers {
        if (ttlMillis < 2 * Math.max(heartbeatMillis, idleMillis)) {
            throw new IllegalArgumentException("one lost heartbeat would end a lease of " + ttlMillis + " ms");
        }
    }

    long ttlNanos() {
        return Duration.ofMillis(ttlMillis).toNanos();
    }

    long graceNanos() {
        return Duration.ofMillis(graceMillis).toNanos();
    }

    long sweepNanos() {
        return Duration.ofMillis(sweepMillis).toNanos();
    }

    long repeatNanos() {
        return Duration.ofMillis(repeatMillis).toNanos();
    }

    long forgetNanos() {
        return Duration.ofMillis(forgetMillis).toNanos();
    }
}
