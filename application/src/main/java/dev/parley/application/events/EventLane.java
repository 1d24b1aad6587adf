package dev.parley.application.events;

import dev.parley.application.lanes.Lane;

/// What the streams of one lane share.
///
/// @param number of the lane, in the order of all lanes
record EventLane(Lane lane, int number, EventPorts ports, EventSettings settings, SubscriptionQuota quota) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    EventLimits limits() {
        return settings.limits();
    }

    Lane.Timer afterMillis(long millis, Runnable task) {
        return lane.after(millis * NANOS_PER_MILLI, task);
    }

    long nowMillis() {
        return lane.nanoTime() / NANOS_PER_MILLI;
    }
}
