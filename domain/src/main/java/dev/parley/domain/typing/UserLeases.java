package dev.parley.domain.typing;

import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.LaneConfined;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The leases of one user in one context, by device: he types while there is one.
@LaneConfined
final class UserLeases {
    private final Map<DeviceId, Lease> byDevice = new LinkedHashMap<>();

    Optional<Lease> of(DeviceId device) {
        return Optional.ofNullable(byDevice.get(device));
    }

    void put(DeviceId device, Lease lease) {
        byDevice.put(device, lease);
    }

    boolean remove(DeviceId device) {
        return byDevice.remove(device) != null;
    }

    boolean expire(long now) {
        return byDevice.values().removeIf(lease -> lease.deadline() <= now);
    }

    boolean isEmpty() {
        return byDevice.isEmpty();
    }

    /// The highest rank of all devices.
    TypingKind kind() {
        return byDevice.values().stream()
                .map(Lease::kind)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// Since when he types, as a place in the order of the context.
    long since() {
        return byDevice.values().stream().mapToLong(Lease::started).min().orElseThrow();
    }

    long earliestDeadline() {
        return byDevice.values().stream().mapToLong(Lease::deadline).min().orElse(Long.MAX_VALUE);
    }
}
