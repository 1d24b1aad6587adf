package dev.parley.testkit;

import dev.parley.application.Grade;
import dev.parley.application.events.EventLog;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.StreamKey;
import dev.parley.testkit.Faults.Fault;
import java.util.Optional;
import java.util.OptionalLong;

/// Streams on a faulty disk.
final class FaultyEventLog implements EventLog {
    private final FaultyStore store;
    private final EventLog synced;

    FaultyEventLog(FaultyStore store, EventLog synced) {
        this.store = store;
        this.synced = synced;
    }

    @Override
    public Grade grade() {
        return Grade.DISK;
    }

    @Override
    public void open(StreamKey stream, Reply<Opened> reply) {
        broken(Faults.Call.OPEN)
                .ifPresentOrElse(
                        why -> store.answer(reply, new Opened.Failed(why)).run(),
                        () -> synced.open(stream, handingOn(reply)));
    }

    @Override
    public void append(Append append, Reply<Appended> reply) {
        Fault fault = store.strike(Faults.Call.APPEND_EVENTS);
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
    public void read(StreamKey stream, TopicPattern which, long after, int max, Reply<Page> reply) {
        broken(Faults.Call.READ_EVENTS)
                .ifPresentOrElse(
                        why -> store.answer(reply, new Page.Failed(why)).run(),
                        () -> synced.read(stream, which, after, max, handingOn(reply)));
    }

    @Override
    public void seekLast(StreamKey stream, TopicPattern which, int count, Reply<Sought> reply) {
        broken(Faults.Call.SEEK_LAST)
                .ifPresentOrElse(
                        why -> store.answer(reply, new Sought.Failed(why)).run(),
                        () -> synced.seekLast(stream, which, count, handingOn(reply)));
    }

    @Override
    public void trim(StreamKey stream, long below, OptionalLong olderThanMillis, Reply<Opened> reply) {
        Optional<String> broken = broken(Faults.Call.TRIM);
        store.await(() -> store.answer(
                reply,
                broken.<Opened>map(Opened.Failed::new).orElseGet(() -> trimmed(stream, below, olderThanMillis))));
    }

    private Opened trimmed(StreamKey stream, long below, OptionalLong olderThanMillis) {
        Answer<Opened> answer = new Answer<>();
        synced.trim(stream, below, olderThanMillis, answer);
        return answer.value();
    }

    private Optional<String> broken(Faults.Call call) {
        return store.strike(call).complaint();
    }

    private <T> Reply<T> handingOn(Reply<T> reply) {
        return value -> store.answer(reply, value).run();
    }
}
