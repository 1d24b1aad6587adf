package dev.parley.domain.typing;

import dev.parley.domain.shared.LaneConfined;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

/// The epochs of all devices that one lane has heard of lately. A device is forgotten some time after its last change,
/// never while it has a connection or a lease.
@LaneConfined
final class Devices {
    private final Map<Device, DeviceEpochs> known = new HashMap<>();
    private final Queue<Check> checks = new ArrayDeque<>();
    private final long forgetNanos;
    private final long sweepNanos;

    private record Check(Device device, long at) {}

    Devices(TypingTimers timers) {
        this.forgetNanos = timers.forgetNanos();
        this.sweepNanos = timers.sweepNanos();
    }

    Optional<DeviceEpochs> find(Device device) {
        return Optional.ofNullable(known.get(device));
    }

    DeviceEpochs of(Device device, long now) {
        DeviceEpochs epochs = known.get(device);
        if (epochs == null) {
            epochs = new DeviceEpochs(device, now);
            known.put(device, epochs);
            checkLater(device, now);
        }
        return epochs;
    }

    /// One sweep later than due, so that the contexts have forgotten the device before.
    void checkLater(Device device, long now) {
        checks.add(new Check(device, now + forgetNanos + sweepNanos));
    }

    void forget(long now) {
        for (Check check = checks.peek(); check != null && check.at() <= now; check = checks.peek()) {
            checks.remove();
            check(check.device(), now);
        }
    }

    private void check(Device device, long now) {
        DeviceEpochs epochs = known.get(device);
        if (epochs == null || epochs.isOpen()) {
            return;
        }
        if (epochs.isForgettable(now - forgetNanos)) {
            known.remove(device);
        } else {
            checkLater(device, now);
        }
    }

    OptionalLong nextDue() {
        Check next = checks.peek();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.at());
    }

    boolean isEmpty() {
        return known.isEmpty();
    }
}
