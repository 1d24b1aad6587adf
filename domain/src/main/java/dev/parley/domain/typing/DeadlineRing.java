package dev.parley.domain.typing;

import dev.parley.domain.shared.LaneConfined;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Things to look at again, in 64 buckets of one tick each. Whoever is looked at says himself when he wants to be seen
/// next, so a deadline that moves later costs nothing here: he is seen early and comes back.
@LaneConfined
final class DeadlineRing<T> {
    private static final int BUCKETS = Long.SIZE;

    private final List<Set<T>> buckets =
            Stream.<Set<T>>generate(LinkedHashSet::new).limit(BUCKETS).toList();
    private final Map<T, Long> ticks = new HashMap<>();
    private final long tickNanos;
    private long occupied;
    private long swept;

    DeadlineRing(long tickNanos) {
        this.tickNanos = tickNanos;
    }

    /// The first tick at which something that is due at `deadline` is seen.
    private long tickOf(long deadline) {
        return -Math.floorDiv(-deadline, tickNanos);
    }

    /// To be seen at the first tick that is not before `deadline`, or at one between now and then.
    void put(T what, long deadline, long now) {
        long past = Math.floorDiv(now, tickNanos);
        if (occupied == 0) {
            swept = past;
        }
        long tick = Math.min(Math.max(tickOf(deadline), past + 1), swept + BUCKETS);
        Long before = ticks.get(what);
        if (before == null || before > tick) {
            remove(what);
            ticks.put(what, tick);
            buckets.get(slot(tick)).add(what);
            occupied |= 1L << slot(tick);
        }
    }

    void remove(T what) {
        Long tick = ticks.remove(what);
        if (tick == null) {
            return;
        }
        Set<T> bucket = buckets.get(slot(tick));
        bucket.remove(what);
        if (bucket.isEmpty()) {
            occupied &= ~(1L << slot(tick));
        }
    }

    /// When the next bucket with something in it is due.
    OptionalLong nextDue() {
        if (occupied == 0) {
            return OptionalLong.empty();
        }
        long fromNext = Long.rotateRight(occupied, slot(swept + 1));
        return OptionalLong.of((swept + 1 + Long.numberOfTrailingZeros(fromNext)) * tickNanos);
    }

    /// Takes out what is due, in the order of its ticks.
    List<T> due(long now) {
        List<T> due = new ArrayList<>();
        long last = Math.floorDiv(now, tickNanos);
        for (long tick = swept + 1; occupied != 0 && tick <= last; tick++) {
            Set<T> bucket = buckets.get(slot(tick));
            due.addAll(bucket);
            bucket.forEach(ticks::remove);
            bucket.clear();
            occupied &= ~(1L << slot(tick));
        }
        swept = Math.max(swept, last);
        return due;
    }

    private static int slot(long tick) {
        return (int) Math.floorMod(tick, (long) BUCKETS);
    }
}
