package dev.parley.testkit.simulation;

import java.util.LinkedHashSet;
import java.util.Set;

/// A session that a connection has joined, as far as it has been told of it.
final class RoomHeard {
    private final long sinceNanos;
    private final Set<String> present = new LinkedHashSet<>();
    private Set<String> typing = Set.of();
    private long version;
    /// The version of the last own patch that was acknowledged; it may be told once more where it was sent twice.
    private long acknowledged;

    private boolean leaving;

    RoomHeard(long sinceNanos, long version) {
        this.sinceNanos = sinceNanos;
        this.version = version;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    Set<String> present() {
        return present;
    }

    Set<String> typing() {
        return typing;
    }

    /// A frame replaces what was shown.
    void show(Fields frame) {
        typing = Set.copyOf(frame.users("top"));
    }

    /// The server has been asked to let it go.
    void leaves() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    /// @return whether a version may be told now
    boolean tell(long next) {
        boolean again = next == acknowledged && next == version;
        boolean fits = again || next == version + 1;
        version = Math.max(version, next);
        return fits;
    }

    /// @return whether the acknowledgement of a version may come now
    boolean acknowledge(long own) {
        boolean fits = own <= version + 1;
        version = Math.max(version, own);
        acknowledged = own;
        return fits;
    }
}
