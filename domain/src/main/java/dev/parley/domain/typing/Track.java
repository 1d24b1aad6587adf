package dev.parley.domain.typing;

import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.LaneConfined;

/// What one context remembers of one device's frames, so that late and repeated ones change nothing.
@LaneConfined
final class Track {
    private final DeviceEpochs device;
    private Stamp last = Stamp.NONE;
    private long changedAt;
    private long listedEpoch;

    Track(DeviceEpochs device) {
        this.device = device;
    }

    DeviceEpochs device() {
        return device;
    }

    ClientId client() {
        return device.device().client();
    }

    boolean isNews(Stamp stamp) {
        return stamp.isAfter(last);
    }

    /// Whether the connection has said anything about this context yet.
    boolean hasHeard(long epoch) {
        return last.epoch() >= epoch;
    }

    void accept(Stamp stamp, long now) {
        last = stamp;
        changedAt = now;
    }

    /// Whether the connection named this context in its own truth when it opened, and has not left since.
    boolean isListed(long epoch) {
        return listedEpoch == epoch;
    }

    void listed(long epoch) {
        listedEpoch = epoch;
    }

    void unlisted() {
        listedEpoch = 0;
    }

    /// When it may be forgotten: never while the device is connected.
    long forgetAt(long forgetNanos) {
        return device.isOpen() ? Long.MAX_VALUE : changedAt + forgetNanos;
    }
}
