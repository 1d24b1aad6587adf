package dev.parley.application.sessions;

import dev.parley.application.lanes.Lane;
import dev.parley.application.sessions.SnapshotStore.Saved;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.sessions.SnapshotPolicy;

/// Writes snapshots from the immutable durable state, off the lane, one at a time per session. One that fails only
/// makes the next load longer.
final class Snapshotting {
    private final Lane lane;
    private final SessionPorts ports;

    Snapshotting(Lane lane, SessionPorts ports) {
        this.lane = lane;
        this.ports = ports;
    }

    void consider(LiveSession live) {
        if (live.snapshots().isDue(lane.nanoTime())) {
            save(live, () -> {});
        }
    }

    /// @param then runs on the lane, saved or not
    void save(LiveSession live, Runnable then) {
        SessionState state = live.durable();
        SnapshotPolicy.Started covered = live.snapshots().started(lane.nanoTime());
        ports.work()
                .run(
                        state::snapshot,
                        (Snapshot snapshot) -> ports.snapshots().save(live.key(), snapshot, lane.here((Saved saved) -> {
                            switch (saved) {
                                case Saved.Done() ->
                                    live.snapshots().saved(state.document().bytes());
                                case Saved.Failed _ -> live.snapshots().failed(covered);
                            }
                            then.run();
                        })));
    }
}
