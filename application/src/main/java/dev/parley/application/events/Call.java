package dev.parley.application.events;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.Problem;

/// One call to a stream, from its arrival to its answer.
@LaneConfined
final class Call<T> {
    private final Caller by;
    private final Reply<Outcome<T>> reply;
    private final boolean runsAlone;
    private boolean ready;
    private Runnable start = () -> {};
    private Runnable onReady = () -> {};
    private Runnable onFinish = () -> {};

    private Call(Caller by, Reply<Outcome<T>> reply, boolean runsAlone, boolean ready) {
        this.by = by;
        this.reply = reply;
        this.runsAlone = runsAlone;
        this.ready = ready;
    }

    /// One that its connection's next publishes need not wait for.
    ///
    /// @param ready false where something else must happen first; [#ready] says when it has
    static <T> Call<T> sharing(Caller by, Reply<Outcome<T>> reply, boolean ready) {
        return new Call<>(by, reply, false, ready);
    }

    /// One that its connection's next calls wait for.
    static <T> Call<T> alone(Caller by, Reply<Outcome<T>> reply) {
        return new Call<>(by, reply, true, true);
    }

    Caller by() {
        return by;
    }

    Call<T> starting(Runnable what) {
        start = what;
        return this;
    }

    void takenInto(Turns queue) {
        onReady = queue::advance;
        onFinish = queue::finished;
    }

    void ready() {
        ready = true;
        onReady.run();
    }

    boolean isReady() {
        return ready;
    }

    boolean runsAlone() {
        return runsAlone;
    }

    void start() {
        start.run();
    }

    /// Says the answer, and keeps the turn for what must follow it directly.
    void tell(T value) {
        reply.accept(new Outcome.Done<>(value));
    }

    void done(T value) {
        tell(value);
        finish();
    }

    void refuse(Problem problem) {
        reply.accept(new Outcome.Refused<>(problem));
        finish();
    }

    void finish() {
        onFinish.run();
    }
}
