package dev.parley.testkit;

import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.SnapshotStore;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.SessionKey;
import java.util.Optional;

/// Snapshots on a faulty disk.
final class FaultySnapshots implements SnapshotStore {
    private final FaultyStore store;
    private final SnapshotStore synced;

    FaultySnapshots(FaultyStore store, SnapshotStore synced) {
        this.store = store;
        this.synced = synced;
    }

    @Override
    public void save(SessionKey session, Snapshot snapshot, Reply<Saved> reply) {
        Optional<String> broken = store.strike(Faults.Call.SAVE_SNAPSHOT).complaint();
        store.await(() ->
                store.answer(reply, broken.<Saved>map(Saved.Failed::new).orElseGet(() -> saved(session, snapshot))));
    }

    private Saved saved(SessionKey session, Snapshot snapshot) {
        Answer<Saved> answer = new Answer<>();
        synced.save(session, snapshot, answer);
        return answer.value();
    }
}
