package dev.parley.testkit;

import java.util.Comparator;

/// Something to do at a time; of things at one time, the one that was asked for first.
record VirtualTask(long at, long sequence, Runnable what) implements Comparable<VirtualTask> {
    private static final Comparator<VirtualTask> ORDER =
            Comparator.comparingLong(VirtualTask::at).thenComparingLong(VirtualTask::sequence);

    @Override
    public int compareTo(VirtualTask other) {
        return ORDER.compare(this, other);
    }
}
