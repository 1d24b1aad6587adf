package dev.parley.domain.sessions;

import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.LaneConfined;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The last versions of an active session as immutable trees, which share nearly everything: what patches on
/// older versions are rebased from, and what returning clients are caught up with.
///
/// Keeps a fixed number whatever their age, and more of them while they are young.
@LaneConfined
public final class RecentVersions {
    /// @param always versions kept whatever their age
    /// @param most versions kept at all
    /// @param youngNanos how long those between are kept
    public record Window(int always, int most, long youngNanos) {
        public Window {
            if (always < 1 || most < always || youngNanos < 0) {
                throw new IllegalArgumentException("always: " + always + ", most: " + most);
            }
        }
    }

    private record Kept(SessionState state, Committed how, long sinceNanos) {}

    private final Window window;
    private final SessionState before;
    private final NavigableMap<Long, Kept> kept = new TreeMap<>();

    /// @param before the state that the first added version follows
    public RecentVersions(Window window, SessionState before) {
        this.window = window;
        this.before = before;
    }

    public void add(SessionState state, Committed how, long nowNanos) {
        kept.put(how.version(), new Kept(state, how, nowNanos));
        while (kept.size() > window.most() || (kept.size() > window.always() && isOld(nowNanos))) {
            kept.pollFirstEntry();
        }
    }

    private boolean isOld(long nowNanos) {
        return nowNanos - kept.firstEntry().getValue().sinceNanos() > window.youngNanos();
    }

    public Optional<SessionState> at(long version) {
        if (version == before.version()) {
            return Optional.of(before);
        }
        return Optional.ofNullable(kept.get(version)).map(Kept::state);
    }

    /// All changes after a version, in order; empty where some of them are not kept.
    public Optional<List<Committed>> after(long version) {
        long first = kept.isEmpty() ? before.version() + 1 : kept.firstKey();
        if (version + 1 < first) {
            return Optional.empty();
        }
        return Optional.of(
                kept.tailMap(version, false).values().stream().map(Kept::how).toList());
    }

    /// What was answered under a client's number, if that was lately.
    public Optional<Settlement> settlement(ClientId client, long clientSeq) {
        return kept.descendingMap().values().stream()
                .flatMap(one -> settlement(one.how().change()).stream())
                .filter(one -> one.clientSeq() == clientSeq && one.client().equals(client))
                .findFirst();
    }

    private static Optional<Settlement> settlement(Change change) {
        return switch (change) {
            case Change.Patched patched -> Optional.of(patched.settlement());
            case Change.Created _, Change.RoleChanged _ -> Optional.empty();
        };
    }
}
