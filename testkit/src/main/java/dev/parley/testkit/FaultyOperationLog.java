package dev.parley.testkit;

import dev.parley.application.Grade;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog;
import dev.parley.domain.shared.SessionKey;
import dev.parley.testkit.Faults.Fault;

/// Sessions on a faulty disk.
final class FaultyOperationLog implements OperationLog {
    private final FaultyStore store;
    private final OperationLog synced;

    FaultyOperationLog(FaultyStore store, OperationLog synced) {
        this.store = store;
        this.synced = synced;
    }

    @Override
    public Grade grade() {
        return Grade.DISK;
    }

    @Override
    public void load(SessionKey session, Reply<Loaded> reply) {
        store.strike(Faults.Call.LOAD)
                .complaint()
                .ifPresentOrElse(
                        why -> store.answer(reply, new Loaded.Failed(why)).run(),
                        () -> synced.load(
                                session, value -> store.answer(reply, value).run()));
    }

    @Override
    public void append(Append append, Reply<Appended> reply) {
        Fault fault = store.strike(Faults.Call.APPEND_CHANGES);
        store.await(() -> store.answer(reply, outcome(append, fault)));
    }

    private Appended outcome(Append append, Fault fault) {
        return switch (fault) {
            case Fault.None _ -> stored(append);
            case Fault.Busy(long retryAfterMillis) -> new Appended.Busy(retryAfterMillis);
            case Fault.Failed(String why) -> new Appended.Failed(why);
            case Fault.Unknown(boolean stored) -> {
                if (stored) {
                    Appended _ = stored(append);
                }
                yield new Appended.Unknown("the commit did not answer");
            }
        };
    }

    private Appended stored(Append append) {
        Answer<Appended> answer = new Answer<>();
        synced.append(append, answer);
        return answer.value();
    }

    @Override
    public void read(SessionKey session, long after, int max, Reply<Changes> reply) {
        store.strike(Faults.Call.READ_CHANGES)
                .complaint()
                .ifPresentOrElse(
                        why -> store.answer(reply, new Changes.Failed(why)).run(),
                        () -> synced.read(
                                session,
                                after,
                                max,
                                value -> store.answer(reply, value).run()));
    }
}
