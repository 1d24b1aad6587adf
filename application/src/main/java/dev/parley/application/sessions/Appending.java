package dev.parley.application.sessions;

import dev.parley.application.Signals;
import dev.parley.application.lanes.Lane;
import dev.parley.application.sessions.OperationLog.Append;
import dev.parley.application.sessions.OperationLog.Appended;
import dev.parley.application.sessions.SessionSlot.Phase;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Stores versions, many in flight, and lets each be told when it is durable, in order.
///
/// Every append names the version that it follows, so one that fails takes all later ones of its session with it.
/// When the last of them is answered, what the log really holds is read ([Recovering]).
final class Appending {
    private final Lane lane;
    private final SessionSlots slots;
    private final SessionPorts ports;
    private final Publishing publishing;
    private final Recovering recovering;
    private final Snapshotting snapshotting;
    private final SessionSettings settings;

    Appending(
            Lane lane,
            SessionSlots slots,
            SessionPorts ports,
            Publishing publishing,
            Recovering recovering,
            Snapshotting snapshotting,
            SessionSettings settings) {
        this.lane = lane;
        this.slots = slots;
        this.ports = ports;
        this.publishing = publishing;
        this.recovering = recovering;
        this.snapshotting = snapshotting;
        this.settings = settings;
    }

    /// Why no further append may be begun now.
    Optional<Problem> refusal(LiveSession live) {
        if (live.queue().writes() >= settings.appendsInFlight()) {
            return Optional.of(Trouble.tooMany("sessionAppends", "unanswered writes"));
        }
        return live.queue().bytes() >= settings.bytesInFlight()
                ? Optional.of(Trouble.tooMany("sessionAppendBytes", "bytes in unanswered writes"))
                : Optional.empty();
    }

    /// @param after the session with the change, following the speculative one
    /// @param stored runs when the version is durable and told
    /// @param refuse runs instead where it is not stored, as far as is known
    void append(LiveSession live, Change change, SessionState after, Runnable stored, Consumer<Problem> refuse) {
        long expected = live.speculative().version();
        Committed next = new Committed(after.version(), change);
        live.queue().add(new Queued.Write(next, after, ChangeSize.of(change), stored, refuse));
        live.speculate(after);
        ports.log()
                .append(
                        new Append(live.key(), ports.fence(), expected, List.of(change)),
                        lane.here((Appended answer) -> answered(live, answer)));
    }

    /// Says something that rests on the speculative state when that has come true.
    void say(LiveSession live, Runnable say, Consumer<Problem> refuse) {
        live.queue().add(new Queued.Word(say, refuse));
    }

    private void answered(LiveSession live, Appended answer) {
        live.queue().answered();
        slots.find(live.key())
                .filter(slot -> slot.live().stream().anyMatch(one -> one == live))
                .ifPresent(slot -> {
                    if (slot.phase() instanceof Phase.Open) {
                        answered(slot, live, answer);
                    }
                    if (!slot.isOpen() && live.queue().isAnswered()) {
                        recovering.start(slot, live);
                    }
                });
    }

    private void answered(SessionSlot slot, LiveSession live, Appended answer) {
        switch (answer) {
            case Appended.Durable _ -> durable(live);
            case Appended.Duplicate(List<Settlement> settled) -> {
                settled.forEach(one ->
                        live.remember(one.client(), live.cursor(one.client()).with(one)));
                slot.recovering(live);
            }
            case Appended.Conflict _, Appended.Fenced _, Appended.Failed _, Appended.Unknown _ ->
                failed(slot, live, Trouble.store());
            case Appended.Busy(long retryAfterMillis) -> failed(slot, live, Trouble.busy(retryAfterMillis));
        }
    }

    private void failed(SessionSlot slot, LiveSession live, Problem why) {
        ports.signals().count(Signals.Counter.STORE_FAILURES);
        live.troubled(why);
        slot.recovering(live);
    }

    private void durable(LiveSession live) {
        Queued.Write write = live.queue()
                .first()
                .orElseThrow(() -> new IllegalStateException("an answer to nothing in " + live.key()));
        live.stored(write.after(), write.what(), write.bytes(), lane.nanoTime());
        publishing.published(live, write.what());
        write.stored().run();
        live.queue().firstIsDone();
        snapshotting.consider(live);
    }
}
