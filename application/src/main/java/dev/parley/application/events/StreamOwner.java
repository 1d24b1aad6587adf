package dev.parley.application.events;

import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Caller.Connected;
import dev.parley.application.events.EventAnswers.Published;
import dev.parley.application.events.EventAnswers.Subscribed;
import dev.parley.application.lanes.Nothing;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.access.TopicView;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.StreamKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A loaded stream with everything that is done to it. It gives each call its turn and hands it to the use
/// case.
@LaneConfined
final class StreamOwner {
    private final LiveStream stream;
    private final InFlight inFlight;
    private final StreamLoading loading;
    private final Publishing publishing;
    private final Subscribing subscribing;
    private final HistoryReading history;
    private final Retaining retaining;
    private final Map<ConnectionId, Guest> guests = new LinkedHashMap<>();
    private long lastUsedMillis;

    StreamOwner(StreamKey key, EventLane home) {
        EventLimits limits = home.limits();
        stream = new LiveStream(key, home);
        inFlight = new InFlight(limits.appendsInFlight(), limits.appendBytesInFlight());
        loading = new StreamLoading(stream, inFlight);
        StartFinder starts = new StartFinder(stream, loading);
        publishing = new Publishing(stream, loading, inFlight);
        subscribing = new Subscribing(stream, starts);
        history = new HistoryReading(stream, starts);
        retaining = new Retaining(stream, loading);
    }

    StreamKey key() {
        return stream.key();
    }

    void start() {
        loading.load();
        retaining.start();
    }

    void stop() {
        loading.stop();
        retaining.stop();
    }

    void publish(Call<Published> call, EventCommands.Publish command) {
        take(guest(call.by()), call.starting(() -> publishing.publish(call, command)));
    }

    void subscribe(Call<Subscribed> call, Connected by, EventCommands.Subscribe command) {
        TopicView view = TopicView.of(by.principal().grants(), TopicAction.SUBSCRIBE, command.pattern());
        Guest guest = guest(by);
        guest.asks(subscribing.name(view));
        Subscribing.Wanted wanted = new Subscribing.Wanted(call, by, guest, view, command);
        take(guest, call.starting(() -> subscribing.subscribe(wanted)));
    }

    void unsubscribe(Call<Nothing> call, String subscription) {
        Guest guest = guest(call.by());
        take(guest, call.starting(() -> subscribing.unsubscribe(call, guest, subscription)));
    }

    void history(Call<EventAnswers.Page> call, EventCommands.History command) {
        take(guest(call.by()), call.starting(() -> history.read(call, command)));
    }

    private void take(Guest guest, Call<?> call) {
        lastUsedMillis = stream.home().nowMillis();
        if (guest.turns().waiting() < stream.home().limits().callsPerConnection()) {
            guest.turns().take(call);
        } else {
            call.refuse(EventProblems.busy(
                    "connectionStreamCalls", stream.home().limits().retryMillis()));
        }
    }

    /// A caller without a connection has no order to keep.
    private Guest guest(Caller by) {
        return switch (by) {
            case Connected connected ->
                guests.computeIfAbsent(connected.subscriber().id(), id -> new Guest());
            case Caller.Stateless(var principal) -> new Guest();
        };
    }

    /// Whether this connection has, or has asked for, the subscription of this name here.
    boolean knows(ConnectionId connection, String subscription) {
        return Optional.ofNullable(guests.get(connection))
                .filter(guest -> guest.knows(subscription))
                .isPresent();
    }

    void ended(ConnectionId connection) {
        Optional.ofNullable(guests.remove(connection)).ifPresent(subscribing::ended);
    }

    Iterable<ConnectionId> connections() {
        return guests.keySet();
    }

    void tellPositions() {
        stream.tellPositions();
    }

    boolean isIdle() {
        long quietMillis = stream.home().nowMillis() - lastUsedMillis;
        return quietMillis >= stream.home().limits().idleMillis()
                && inFlight.isEmpty()
                && retaining.hasSweptSince(lastUsedMillis)
                && guests.values().stream().allMatch(Guest::isIdle);
    }
}
