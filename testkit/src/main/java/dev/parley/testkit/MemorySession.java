package dev.parley.testkit;

import dev.parley.application.sessions.OperationLog.Append;
import dev.parley.application.sessions.OperationLog.Appended;
import dev.parley.application.sessions.OperationLog.Loaded;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.ClientId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One session in memory. Confined to the log that owns it.
final class MemorySession {
    private final long epoch;
    private final List<Committed> log = new ArrayList<>();
    private final Map<ClientId, TreeMap<Long, Settlement>> settled = new TreeMap<>();
    private Optional<Snapshot> snapshot = Optional.empty();
    private long fence;

    MemorySession(long epoch) {
        this.epoch = epoch;
    }

    long head() {
        return log.size();
    }

    Loaded load() {
        if (log.isEmpty()) {
            return new Loaded.Absent();
        }
        long from = snapshot.map(Snapshot::version).orElse(0L);
        Map<ClientId, Settlement> last = new TreeMap<>();
        settled.forEach((client, all) -> last.put(client, all.lastEntry().getValue()));
        return new Loaded.Found(epoch, snapshot, read(from, Integer.MAX_VALUE), last);
    }

    List<Committed> read(long after, int max) {
        long to = Math.min(head(), after + max);
        return after >= to ? List.of() : log.subList((int) after, (int) to);
    }

    Appended append(Append append) {
        List<Settlement> known = known(append.changes());
        if (known.size() == append.changes().size()) {
            return new Appended.Duplicate(known);
        }
        if (append.fence() < fence) {
            return new Appended.Fenced(fence);
        }
        if (append.expected() != head() || !known.isEmpty() || repeatsItself(append.changes())) {
            return new Appended.Conflict(head());
        }
        return store(append);
    }

    private List<Settlement> known(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> settlement(change).flatMap(this::known).stream())
                .toList();
    }

    private Optional<Settlement> known(Settlement asked) {
        TreeMap<Long, Settlement> all = settled.get(asked.client());
        if (all == null || asked.clientSeq() > all.lastKey()) {
            return Optional.empty();
        }
        return Optional.of(all.getOrDefault(asked.clientSeq(), all.lastEntry().getValue()));
    }

    private static boolean repeatsItself(List<Change> changes) {
        Set<List<Object>> seen = new HashSet<>();
        return changes.stream()
                .flatMap(change -> settlement(change).stream())
                .anyMatch(one -> !seen.add(List.of(one.client(), one.clientSeq())));
    }

    private Appended store(Append append) {
        long first = head() + 1;
        for (Change change : append.changes()) {
            log.add(new Committed(head() + 1, change));
            settlement(change)
                    .ifPresent(one -> settled.computeIfAbsent(one.client(), client -> new TreeMap<>())
                            .put(one.clientSeq(), one));
        }
        fence = append.fence();
        return new Appended.Durable(first, head());
    }

    /// Whether the log reaches it; the newest is kept.
    boolean save(Snapshot offered) {
        if (offered.version() > head()) {
            return false;
        }
        if (offered.version() >= snapshot.map(Snapshot::version).orElse(0L)) {
            snapshot = Optional.of(offered);
        }
        return true;
    }

    private static Optional<Settlement> settlement(Change change) {
        return switch (change) {
            case Change.Patched patched -> Optional.of(patched.settlement());
            case Change.Created _, Change.RoleChanged _ -> Optional.empty();
        };
    }
}
