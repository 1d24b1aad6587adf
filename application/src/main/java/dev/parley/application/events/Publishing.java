package dev.parley.application.events;

import dev.parley.application.Signals;
import dev.parley.application.events.EventAnswers.Published;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// From a publish to its answer. Appends are pipelined: the lane sends the next one while earlier ones are
/// being made durable, and the log answers them in their order. Nobody is told anything before the log says
/// `Durable`.
@LaneConfined
final class Publishing {
    private final LiveStream stream;
    private final StreamLoading loading;
    private final InFlight inFlight;

    Publishing(LiveStream stream, StreamLoading loading, InFlight inFlight) {
        this.stream = stream;
        this.loading = loading;
        this.inFlight = inFlight;
    }

    void publish(Call<Published> call, EventCommands.Publish command) {
        EventLimits limits = stream.home().limits();
        Optional<Problem> refusal = PublishCheck.refusal(call.by().principal(), command, limits);
        if (refusal.isPresent()) {
            call.refuse(refusal.get());
            return;
        }
        NewEvent event = received(command);
        Optional<String> full = inFlight.take(event);
        if (full.isPresent()) {
            call.refuse(EventProblems.busy(full.get(), limits.retryMillis()));
            return;
        }
        loading.whenOpen(() -> append(call, event, command.expectedOffset()), problem -> {
            inFlight.release(event);
            call.refuse(problem);
        });
    }

    private NewEvent received(EventCommands.Publish command) {
        EventPorts ports = stream.home().ports();
        return new NewEvent(
                command.topic(),
                command.id().orElseGet(ports.ids()::fresh),
                ports.clock().millis(),
                command.type(),
                command.source(),
                command.data());
    }

    private void append(Call<Published> call, NewEvent event, OptionalLong expected) {
        EventLane home = stream.home();
        inFlight.appendStarted();
        home.ports()
                .log()
                .append(
                        new EventLog.Append(stream.key(), home.settings().fence(), expected, List.of(event)),
                        home.lane().here(answer -> answered(call, event, answer)));
    }

    private void answered(Call<Published> call, NewEvent event, EventLog.Appended answer) {
        inFlight.release(event);
        inFlight.appendAnswered();
        switch (answer) {
            case EventLog.Appended.Durable(long first, long last) -> durable(call, new Event(last, event));
            case EventLog.Appended.Duplicate(var offsets) -> duplicate(call, offsets.getFirst());
            case EventLog.Appended.Reused(String id, long offset) -> call.refuse(EventProblems.reused(id));
            case EventLog.Appended.Conflict(long head) -> call.refuse(EventProblems.conflict(head));
            case EventLog.Appended.Busy(long retryAfterMillis) ->
                call.refuse(EventProblems.busy("storeQueue", retryAfterMillis));
            case EventLog.Appended.Fenced(long current) -> failed(call);
            case EventLog.Appended.Failed(var reason) -> failed(call);
            case EventLog.Appended.Unknown(var reason) -> {
                loading.loadAgain();
                failed(call);
            }
        }
        loading.appendAnswered();
    }

    /// The publisher first; and all before his next call, which must find the stream where this one left it.
    private void durable(Call<Published> call, Event event) {
        count(Signals.Counter.EVENTS_PUBLISHED);
        call.tell(published(event.offset(), false));
        if (loading.isOpen() && event.offset() == stream.state().head() + 1) {
            stream.tell(event);
        } else {
            loading.loadAgain();
        }
        call.finish();
    }

    private void duplicate(Call<Published> call, long offset) {
        count(Signals.Counter.EVENTS_DUPLICATE);
        call.done(published(offset, true));
    }

    private void failed(Call<Published> call) {
        count(Signals.Counter.STORE_FAILURES);
        call.refuse(EventProblems.storeUnavailable(stream.home().limits().retryMillis()));
    }

    private Published published(long offset, boolean duplicate) {
        return new Published(
                stream.key().stream(),
                stream.state().epoch(),
                offset,
                duplicate,
                stream.home().ports().log().grade());
    }

    private void count(Signals.Counter what) {
        stream.home().ports().signals().count(what);
    }
}
