package dev.parley.domain.sessions;

import dev.parley.domain.shared.LaneConfined;

/// When a session is worth a snapshot: when reading its tail back costs more than the snapshot would, yet never
/// in quick succession.
@LaneConfined
public final class SnapshotPolicy {
    /// @param tailChanges this many changes since the last snapshot are enough
    /// @param tailBytes so are this many bytes of changes, or as many as the last snapshot has, if that is more
    /// @param pauseNanos at most one snapshot in this time
    public record Limits(int tailChanges, long tailBytes, long pauseNanos) {}

    private final Limits limits;
    private long changes;
    private long bytes;
    private long snapshotBytes;
    private long startedNanos;
    private boolean everStarted;
    private boolean running;

    public SnapshotPolicy(Limits limits, long snapshotBytes) {
        this.limits = limits;
        this.snapshotBytes = snapshotBytes;
    }

    public void appended(long changeBytes) {
        changes++;
        bytes += changeBytes;
    }

    public boolean isDue(long nowNanos) {
        boolean paused = everStarted && nowNanos - startedNanos < limits.pauseNanos();
        boolean much = changes >= limits.tailChanges() || bytes >= Math.max(limits.tailBytes(), snapshotBytes);
        return much && !paused && !running;
    }

    /// Whether a session that is put away has anything new to keep.
    public boolean isDueAtUnload() {
        return changes > 0 && !running;
    }

    public boolean isRunning() {
        return running;
    }

    /// Counts the tail from here on; it is taken back by [#failed].
    public Started started(long nowNanos) {
        Started before = new Started(changes, bytes);
        everStarted = true;
        startedNanos = nowNanos;
        running = true;
        changes = 0;
        bytes = 0;
        return before;
    }

    /// What a running snapshot covers.
    public record Started(long changes, long bytes) {}

    public void saved(long size) {
        running = false;
        snapshotBytes = size;
    }

    public void failed(Started covered) {
        running = false;
        changes += covered.changes();
        bytes += covered.bytes();
    }
}
