package dev.parley.application.sessions;

import dev.parley.domain.sessions.ClientCursor;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.RecentVersions;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.sessions.SnapshotPolicy;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.SessionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One session in memory: what is durable, what will be if the store agrees, and what is between.
///
/// Reads answer from `durable`. Rights, deduplication and rebase look at `speculative`, and nothing of it is told to
/// anybody before its append is durable.
@LaneConfined
final class LiveSession {
    private final SessionKey key;
    private final long epoch;
    private final SessionState origin;
    private final RecentVersions recent;
    private final SnapshotPolicy snapshots;
    private final AppendQueue queue = new AppendQueue();
    private final DocumentViews views = new DocumentViews();
    private final Map<ClientId, ClientCursor> cursors = new HashMap<>();
    private final Map<ClientId, InFlight> inFlight = new HashMap<>();
    private SessionState durable;
    private SessionState speculative;
    private Problem trouble = Trouble.store();
    private int pins;
    private long lastUsedNanos;
    private boolean watched;
    private int rebuilds;

    /// @param origin where the node numbers of its documents began
    LiveSession(
            SessionKey key,
            long epoch,
            SessionState origin,
            Map<ClientId, Settlement> settled,
            SessionSettings settings) {
        this.key = key;
        this.epoch = epoch;
        this.origin = origin;
        this.durable = origin;
        this.speculative = origin;
        this.recent = new RecentVersions(settings.window(), origin);
        this.snapshots =
                new SnapshotPolicy(settings.snapshots(), origin.document().bytes());
        settled.forEach((client, settlement) -> cursors.put(client, ClientCursor.NEW.with(settlement)));
    }

    SessionKey key() {
        return key;
    }

    long epoch() {
        return epoch;
    }

    SessionState origin() {
        return origin;
    }

    SessionState durable() {
        return durable;
    }

    SessionState speculative() {
        return speculative;
    }

    RecentVersions recent() {
        return recent;
    }

    SnapshotPolicy snapshots() {
        return snapshots;
    }

    AppendQueue queue() {
        return queue;
    }

    DocumentViews views() {
        return views;
    }

    /// The next version is in the log.
    void stored(SessionState after, Committed how, long bytes, long nowNanos) {
        durable = after;
        recent.add(after, how, nowNanos);
        snapshots.appended(bytes);
    }

    void speculate(SessionState after) {
        speculative = after;
    }

    /// What was only expected is given up.
    void despair() {
        speculative = durable;
    }

    /// Why appends failed, for whoever waits for them.
    Problem trouble() {
        return trouble;
    }

    void troubled(Problem why) {
        trouble = why;
    }

    ClientCursor cursor(ClientId client) {
        return cursors.getOrDefault(client, ClientCursor.NEW);
    }

    void remember(ClientId client, ClientCursor cursor) {
        cursors.put(client, cursor);
    }

    Optional<InFlight> inFlight(ClientId client) {
        return Optional.ofNullable(inFlight.get(client));
    }

    void begin(InFlight patch) {
        inFlight.put(patch.submission().client(), patch);
    }

    Optional<InFlight> end(ClientId client) {
        return Optional.ofNullable(inFlight.remove(client));
    }

    /// Something off the lane will come back to this session: it must stay.
    void pin() {
        pins++;
    }

    void unpin() {
        pins--;
    }

    int rebuilds() {
        return rebuilds;
    }

    void rebuildStarted() {
        rebuilds++;
        pin();
    }

    void rebuildEnded() {
        rebuilds--;
        unpin();
    }

    void used(long nowNanos) {
        lastUsedNanos = nowNanos;
    }

    long lastUsedNanos() {
        return lastUsedNanos;
    }

    /// @return whether nobody watched it yet
    boolean startWatching() {
        boolean first = !watched;
        watched = true;
        return first;
    }

    void stopWatching() {
        watched = false;
    }

    boolean isQuiet() {
        return pins == 0 && queue.isEmpty() && inFlight.isEmpty() && !snapshots.isRunning();
    }
}
