package dev.parley.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes the time from a change's intended beginning to its arrival at the last of its viewers.
///
/// @param <K> names a change
final class LastViewer<K> {
    private final Latency latency;
    private final Map<K, Pending> pending = new HashMap<>();
    private long begun;
    private long overtaken;

    private record Pending(long intended, Set<Integer> viewers) {}

    LastViewer(Latency latency) {
        this.latency = latency;
    }

    /// A change goes out. Where one of the same name has not reached everybody yet, the two cancel out:
    /// nobody waits for either, since the server owes its viewers the latest state and not each one on the
    /// way.
    void begins(K change, long intended, Collection<Integer> viewers) {
        Optional<Pending> unseen = Optional.ofNullable(pending.remove(change));
        begun += weight(intended);
        if (unseen.isPresent()) {
            overtaken += weight(intended) + weight(unseen.get().intended());
        } else {
            pending.put(change, new Pending(intended, new HashSet<>(viewers)));
        }
    }

    private int weight(long intended) {
        return latency.counts(intended) ? 1 : 0;
    }

    void seen(K change, int viewer, long now) {
        Pending waited = pending.get(change);
        if (waited != null
                && waited.viewers().remove(viewer)
                && waited.viewers().isEmpty()) {
            pending.remove(change);
            latency.record(waited.intended(), now);
        }
    }

    Latency latency() {
        return latency;
    }

    /// Changes of the window that were undone before everybody saw them, and those that undid them.
    long overtaken() {
        return overtaken;
    }

    /// Changes of the window that somebody should have seen and never did.
    long missing() {
        return begun - overtaken - latency.count();
    }
}
