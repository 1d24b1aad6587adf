package dev.parley.testkit;

import dev.parley.application.events.EventLog;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.SnapshotStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// A disk under all three ports, for simulations: it survives its server, and loses what was not synced.
///
/// Writes wait in one queue, as they do in a real group commit. [#sync()] makes them durable and answers
/// them, in order; [#crash()] drops those that wait, and their answers with them. Readers see only what is
/// synced. A delay is a `sync` that comes late, or an answer that the given scheduler runs late.
///
/// Deterministic: no thread, no clock, no randomness of its own. One thread: the caller's.
public final class FaultyStore {
    private final Deque<Write> waiting = new ArrayDeque<>();
    private final Faults faults;
    private final Consumer<Runnable> answers;
    private final OperationLog operations;
    private final EventLog events;
    private final SnapshotStore snapshots;
    private final OperationLog syncedOperations;
    private final EventLog syncedEvents;

    /// @param faults asked once for every call
    /// @param answers runs what hands an answer over; must keep the order given
    public FaultyStore(Faults faults, Consumer<Runnable> answers) {
        this.faults = faults;
        this.answers = answers;
        InMemoryOperationLog sessions = new InMemoryOperationLog();
        this.syncedOperations = sessions;
        this.syncedEvents = new InMemoryEventLog();
        this.operations = new FaultyOperationLog(this, syncedOperations);
        this.events = new FaultyEventLog(this, syncedEvents);
        this.snapshots = new FaultySnapshots(this, new InMemorySnapshots(sessions));
    }

    public OperationLog operations() {
        return operations;
    }

    public EventLog events() {
        return events;
    }

    public SnapshotStore snapshots() {
        return snapshots;
    }

    /// What is really on the disk now: to be read by a test that judges; it answers inline and never fails.
    public OperationLog syncedOperations() {
        return syncedOperations;
    }

    /// As [#syncedOperations()].
    public EventLog syncedEvents() {
        return syncedEvents;
    }

    /// How many writes wait for a sync.
    public int unsynced() {
        return waiting.size();
    }

    /// Makes durable what waits now and answers it; what an answer brings in waits for the next one.
    public void sync() {
        sync(waiting.size());
    }

    /// Makes the oldest `writes` durable and answers them.
    public void sync(int writes) {
        for (int i = 0; i < writes && !waiting.isEmpty(); i++) {
            waiting.remove().sync().run();
        }
    }

    /// The server dies: what waits is lost, and nobody is answered.
    public void crash() {
        crash(0);
    }

    /// The server dies between commit and answer: the oldest `stored` writes are durable, but nobody is
    /// told.
    public void crash(int stored) {
        for (int i = 0; i < stored && !waiting.isEmpty(); i++) {
            Runnable _ = waiting.remove().sync();
        }
        waiting.clear();
    }

    Faults.Fault strike(Faults.Call call) {
        return faults.strike(call);
    }

    void await(Write write) {
        waiting.add(write);
    }

    <T> Runnable answer(Reply<? super T> reply, T value) {
        return () -> answers.accept(() -> reply.accept(value));
    }

    /// Something that waits for the disk.
    @FunctionalInterface
    interface Write {
        /// Makes it durable; what comes back hands the answer over.
        Runnable sync();
    }
}
