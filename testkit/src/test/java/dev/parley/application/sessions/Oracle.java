package dev.parley.application.sessions;

import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.ClientId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What must hold, judged from what is synced and from what was told, never from the server's memory.
final class Oracle {
    private final SessionWorld world;
    private final List<Committed> log = new ArrayList<>();
    private final Set<String> effects = new HashSet<>();
    private final Set<String> refused = new HashSet<>();

    Oracle(SessionWorld world) {
        this.world = world;
    }

    /// Told or acknowledged, hence durable, and the same as it was stored.
    void told(long version, JsonPatch patch, ClientId by) {
        Change.Patched stored = (Change.Patched) stored(version);
        require(stored.patch().equals(patch) && stored.by().equals(by), "told otherwise than stored: " + version);
    }

    void told(long version) {
        stored(version);
    }

    /// For good: its effect may not be there, now or ever.
    void refused(String token) {
        refused.add(token);
        look();
    }

    private Change stored(long version) {
        if (version > log.size()) {
            look();
        }
        require(version <= log.size(), "told before it was durable: version " + version);
        return log.get((int) version - 1).change();
    }

    private void look() {
        for (Committed next : world.peek(Seat.KEY, log.size())) {
            require(next.version() == log.size() + 1, "a hole before version " + next.version());
            log.add(next);
            if (next.change() instanceof Change.Patched patched) {
                tokens(patched.patch()).forEach(token -> require(effects.add(token), "done twice: " + token));
            }
        }
        effects.stream().filter(refused::contains).forEach(token -> {
            throw new AssertionError("refused, and done all the same: " + token);
        });
    }

    private static List<String> tokens(JsonPatch patch) {
        return patch.operations().stream()
                .filter(PatchOperation.Add.class::isInstance)
                .map(operation -> ((PatchOperation.Add) operation).value())
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .toList();
    }

    /// The fold of the whole log, which is also what a load finds.
    SessionState end() {
        look();
        SessionState state = Loading.created(log.subList(0, 1));
        OperationLog.Loaded.Found found = world.peek(Seat.KEY);
        for (Committed next : log.subList(1, log.size())) {
            checkSnapshot(found, state);
            state = state.after(next);
        }
        checkSnapshot(found, state);
        SessionState loaded = found.snapshot().map(SessionState::of).orElse(Loading.created(log.subList(0, 1)));
        for (Committed next : found.tail()) {
            loaded = next.version() == 1 ? loaded : loaded.after(next);
        }
        require(same(state.snapshot(), loaded.snapshot()), "fold(log) differs from snapshot + tail");
        return state;
    }

    private static void checkSnapshot(OperationLog.Loaded.Found found, SessionState state) {
        found.snapshot()
                .filter(snapshot -> snapshot.version() == state.version())
                .ifPresent(snapshot -> require(same(snapshot, state.snapshot()), "a wrong snapshot"));
    }

    private static boolean same(Snapshot one, Snapshot other) {
        return one.equals(other);
    }

    int versions() {
        return log.size();
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
