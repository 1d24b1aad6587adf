package dev.parley.application.events;

import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Caller.Connected;
import dev.parley.application.events.EventAnswers.Published;
import dev.parley.application.events.EventAnswers.Subscribed;
import dev.parley.application.lanes.Nothing;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.StreamKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The streams that one lane owns: loaded when somebody calls, unloaded when nobody has for a while.
@LaneConfined
final class LaneStreams {
    private final EventLane home;
    private final Map<StreamKey, StreamOwner> streams = new LinkedHashMap<>();
    private final Map<ConnectionId, Set<StreamOwner>> visits = new LinkedHashMap<>();

    LaneStreams(EventLane home) {
        this.home = home;
    }

    void publish(StreamKey key, Call<Published> call, EventCommands.Publish command) {
        visit(key, call).ifPresent(stream -> stream.publish(call, command));
    }

    void subscribe(StreamKey key, Call<Subscribed> call, Connected by, EventCommands.Subscribe command) {
        visit(key, call).ifPresent(stream -> stream.subscribe(call, by, command));
    }

    void history(StreamKey key, Call<EventAnswers.Page> call, EventCommands.History command) {
        visit(key, call).ifPresent(stream -> stream.history(call, command));
    }

    void unsubscribe(ConnectionId connection, Call<Nothing> call, String subscription) {
        visits.getOrDefault(connection, Set.of()).stream()
                .filter(stream -> stream.knows(connection, subscription))
                .findFirst()
                .ifPresentOrElse(
                        stream -> stream.unsubscribe(call, subscription),
                        () -> call.refuse(Subscribing.noSuchSubscription()));
    }

    void ended(ConnectionId connection) {
        Optional.ofNullable(visits.remove(connection))
                .ifPresent(streamsOfIt -> streamsOfIt.forEach(stream -> stream.ended(connection)));
    }

    /// The stream, loaded; absent where the call was refused because there is no room for another.
    private Optional<StreamOwner> visit(StreamKey key, Call<?> call) {
        if (!streams.containsKey(key) && streams.size() >= home.limits().streamsPerLane()) {
            call.refuse(EventProblems.busy("streams", home.limits().idleMillis()));
            return Optional.empty();
        }
        StreamOwner stream = streams.computeIfAbsent(key, this::load);
        remember(call.by(), stream);
        return Optional.of(stream);
    }

    private void remember(Caller by, StreamOwner stream) {
        if (by instanceof Connected connected) {
            visits.computeIfAbsent(connected.subscriber().id(), id -> new LinkedHashSet<>())
                    .add(stream);
        }
    }

    private StreamOwner load(StreamKey key) {
        StreamOwner stream = new StreamOwner(key, home);
        stream.start();
        home.afterMillis(home.limits().positionMillis(), () -> tick(stream));
        return stream;
    }

    private void tick(StreamOwner stream) {
        if (stream.isIdle()) {
            unload(stream);
        } else {
            stream.tellPositions();
            home.afterMillis(home.limits().positionMillis(), () -> tick(stream));
        }
    }

    private void unload(StreamOwner stream) {
        stream.stop();
        streams.remove(stream.key(), stream);
        stream.connections().forEach(connection -> forget(connection, stream));
    }

    private void forget(ConnectionId connection, StreamOwner stream) {
        visits.computeIfPresent(connection, (id, visited) -> {
            visited.remove(stream);
            return visited.isEmpty() ? null : visited;
        });
    }
}
