package dev.parley.testkit;

import dev.parley.application.Grade;
import dev.parley.application.events.EventLog;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.StreamKey;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Events in memory, lost with the process. Takes effect within the call; only the answer goes through the
/// scheduler that was given.
///
/// Thread-safe: one monitor, also held while an answer is handed over, so that answers keep the order of
/// the calls.
public final class InMemoryEventLog implements EventLog {
    private final long epoch;
    private final Consumer<Runnable> answers;
    private final Map<StreamKey, MemoryStream> streams = new HashMap<>();

    /// Answers inline; every stream has epoch 1.
    public InMemoryEventLog() {
        this(1, Runnable::run);
    }

    /// @param epoch of every stream
    /// @param answers runs what hands an answer over, in the order given
    public InMemoryEventLog(long epoch, Consumer<Runnable> answers) {
        this.epoch = epoch;
        this.answers = answers;
    }

    @Override
    public Grade grade() {
        return Grade.MEMORY;
    }

    @Override
    public synchronized void open(StreamKey stream, Reply<Opened> reply) {
        answer(reply, stream(stream).head());
    }

    @Override
    public synchronized void append(Append append, Reply<Appended> reply) {
        answer(reply, stream(append.stream()).append(append));
    }

    @Override
    public synchronized void read(StreamKey stream, TopicPattern which, long after, int max, Reply<Page> reply) {
        answer(reply, stream(stream).read(which, after, max));
    }

    @Override
    public synchronized void seekLast(StreamKey stream, TopicPattern which, int count, Reply<Sought> reply) {
        answer(reply, stream(stream).seekLast(which, count));
    }

    @Override
    public synchronized void trim(StreamKey stream, long below, OptionalLong olderThanMillis, Reply<Opened> reply) {
        answer(reply, stream(stream).trim(below, olderThanMillis));
    }

    private MemoryStream stream(StreamKey key) {
        return streams.computeIfAbsent(key, absent -> new MemoryStream(epoch));
    }

    private <T> void answer(Reply<? super T> reply, T value) {
        answers.accept(() -> reply.accept(value));
    }
}
