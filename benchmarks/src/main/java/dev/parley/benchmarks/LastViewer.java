package dev.parley.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Takes the time from a change's intended beginning to its arrival at the last of its viewers.
///
/// @param <K> names a change
final class LastViewer<K> {
    private final Latency latency;
    private final Map<K, Pending> pending = new HashMap<>();
    private long begun;

    private record Pending(long intended, Set<Integer> viewers) {}

    LastViewer(Latency latency) {
        this.latency = latency;
    }

    /// A change goes out. One of the same name that did not reach everybody yet never will: the newer hides it.
    void begins(K change, long intended, Collection<Integer> viewers) {
        if (latency.counts(intended)) {
            begun++;
        }
        pending.put(change, new Pending(intended, new HashSet<>(viewers)));
    }

    void seen(K change, int viewer, long now) {
        Pending waited = pending.get(change);
        if (waited != null && waited.viewers().remove(viewer) && waited.viewers().isEmpty()) {
            pending.remove(change);
            latency.record(waited.intended(), now);
        }
    }

    Latency latency() {
        return latency;
    }

    /// Changes of the window that somebody never saw.
    long missing() {
        return begun - latency.count();
    }
}
