package dev.parley.testkit;

import dev.parley.application.Grade;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.SnapshotStore.Saved;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.SessionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Sessions in memory, lost with the process. Takes effect within the call; only the answer goes through
/// the scheduler that was given.
///
/// Thread-safe: one monitor, also held while an answer is handed over, so that answers keep the order of
/// the calls.
public final class InMemoryOperationLog implements OperationLog {
    private final long epoch;
    private final Consumer<Runnable> answers;
    private final Map<SessionKey, MemorySession> sessions = new HashMap<>();

    /// Answers inline; every session has epoch 1.
    public InMemoryOperationLog() {
        this(1, Runnable::run);
    }

    /// @param epoch of every session
    /// @param answers runs what hands an answer over, in the order given
    public InMemoryOperationLog(long epoch, Consumer<Runnable> answers) {
        this.epoch = epoch;
        this.answers = answers;
    }

    @Override
    public Grade grade() {
        return Grade.MEMORY;
    }

    @Override
    public synchronized void load(SessionKey session, Reply<Loaded> reply) {
        answer(reply, session(session).load());
    }

    @Override
    public synchronized void append(Append append, Reply<Appended> reply) {
        answer(reply, session(append.session()).append(append));
    }

    @Override
    public synchronized void read(SessionKey session, long after, int max, Reply<Changes> reply) {
        answer(reply, new Changes.Read(session(session).read(after, max)));
    }

    synchronized void save(SessionKey session, Snapshot snapshot, Reply<Saved> reply) {
        answer(reply, save(session, snapshot));
    }

    private Saved save(SessionKey session, Snapshot snapshot) {
        boolean reached = session(session).save(snapshot);
        return reached ? new Saved.Done() : new Saved.Failed("the log does not reach version " + snapshot.version());
    }

    private MemorySession session(SessionKey key) {
        return sessions.computeIfAbsent(key, absent -> new MemorySession(epoch));
    }

    private <T> void answer(Reply<? super T> reply, T value) {
        answers.accept(() -> reply.accept(value));
    }
}
