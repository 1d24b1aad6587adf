package dev.parley.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Time that passes only when a test says so, and everything that waits for it. One thread: the test's.
///
/// Tasks run in the order (time, sequence) unless a [Chooser] is given, which then decides among the lanes that are
/// ready at this moment; within a lane the order is always the same. A seeded chooser shows every interleaving that
/// real lanes can have.
public final class VirtualTime {
    /// Decides who goes next.
    @FunctionalInterface
    public interface Chooser {
        /// @param ready lanes with something to do now, at least one, in the order of their making
        VirtualLane next(List<VirtualLane> ready);
    }

    private static final Comparator<VirtualLane> ORDER =
            Comparator.comparing(lane -> lane.head().orElseThrow());

    private final List<VirtualLane> lanes = new ArrayList<>();
    private final Chooser chooser;
    private long now;
    private long sequence;

    public VirtualTime() {
        this(ready -> ready.stream().min(ORDER).orElseThrow());
    }

    public VirtualTime(Chooser chooser) {
        this.chooser = chooser;
    }

    /// A further queue that lives in this time: a lane of the server, or the world around it.
    public VirtualLane lane(String name) {
        VirtualLane lane = new VirtualLane(this, name);
        lanes.add(lane);
        return lane;
    }

    public long nanoTime() {
        return now;
    }

    /// Runs everything that is due within the next `nanos`, then stands there.
    public void advance(long nanos) {
        long until = now + nanos;
        while (step(until)) {
            // the loop's condition does the work
        }
        now = until;
    }

    /// Runs everything that is due now, and what follows from it now.
    public void settle() {
        advance(0);
    }

    /// Runs one task that is due until then, letting time pass to it.
    ///
    /// @return whether there was one
    public boolean step(long until) {
        long first = Long.MAX_VALUE;
        for (VirtualLane lane : lanes) {
            first = Math.min(first, lane.due());
        }
        if (first == Long.MAX_VALUE || first > until) {
            return false;
        }
        now = Math.max(now, first);
        chooser.next(ready()).runNext();
        return true;
    }

    private List<VirtualLane> ready() {
        List<VirtualLane> ready = new ArrayList<>(lanes.size());
        for (VirtualLane lane : lanes) {
            if (lane.due() <= now) {
                ready.add(lane);
            }
        }
        return ready;
    }

    VirtualTask task(long delayNanos, Runnable what) {
        return new VirtualTask(now + Math.max(0, delayNanos), sequence++, what);
    }
}
