package dev.parley.server;

/// How readiness is found out.
///
/// @param storeWithinMillis the store must answer a probe by then
/// @param storeEveryMillis an answer of the store holds for so long, however often somebody asks
public record HealthSettings(long storeWithinMillis, long storeEveryMillis) {
    public static final HealthSettings DEFAULTS = new HealthSettings(2_000, 1_000);

    public HealthSettings {
        if (storeWithinMillis < 1 || storeEveryMillis < 0) {
            throw new IllegalArgumentException("storeWithinMillis must be 1 or more, storeEveryMillis 0 or more");
        }
    }
}
