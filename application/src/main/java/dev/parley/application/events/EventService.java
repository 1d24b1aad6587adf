package dev.parley.application.events;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.StreamKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/// Routes every call to the lane of its stream. Thread-safe: it holds nothing that changes.
public final class EventService implements Events {
    private final EventPorts ports;
    private final List<Lane> all;
    private final Map<Lane, LaneStreams> streams = new LinkedHashMap<>();

    public EventService(EventPorts ports, EventSettings settings) {
        this.ports = ports;
        this.all = ports.lanes().all();
        SubscriptionQuota quota =
                new LaneQuotas(ports.lanes(), settings.limits().subscriptionsPerConnection());
        for (int number = 0; number < all.size(); number++) {
            Lane lane = all.get(number);
            streams.put(lane, new LaneStreams(new EventLane(lane, number, ports, settings, quota)));
        }
    }

    /// A message that says so ends its author's typing the moment it is received, whatever becomes of it. The
    /// publish takes its turn in the stream at once and runs when the session's lane has done the clearing,
    /// so it is heard after that and the connection's calls still keep their order.
    @Override
    public void publish(Caller by, EventCommands.Publish command, Reply<Outcome<EventAnswers.Published>> reply) {
        StreamKey key = key(by, command.topic().stream());
        Lane lane = ports.lanes().owning(key);
        Call<EventAnswers.Published> call =
                Call.sharing(by, reply, command.typing().isEmpty());
        lane.execute(() -> of(lane).publish(key, call, command));
        command.typing().ifPresent(clear -> ports.typing().clear(by, clear, lane.here(done -> call.ready())));
    }

    @Override
    public void subscribe(
            Caller.Connected by, EventCommands.Subscribe command, Reply<Outcome<EventAnswers.Subscribed>> reply) {
        Call<EventAnswers.Subscribed> call = Call.alone(by, reply);
        withStream(by, command.pattern(), call, (key, streams) -> streams.subscribe(key, call, by, command));
    }

    @Override
    public void history(Caller by, EventCommands.History command, Reply<Outcome<EventAnswers.Page>> reply) {
        Call<EventAnswers.Page> call = Call.alone(by, reply);
        withStream(by, command.pattern(), call, (key, streams) -> streams.history(key, call, command));
    }

    @Override
    public void unsubscribe(Caller.Connected by, String subscription, Reply<Outcome<Nothing>> reply) {
        Call<Nothing> call = Call.alone(by, reply);
        SubscriptionName.lane(subscription).stream()
                .filter(number -> number < all.size())
                .mapToObj(all::get)
                .findFirst()
                .ifPresentOrElse(
                        lane -> lane.execute(
                                () -> of(lane).unsubscribe(by.subscriber().id(), call, subscription)),
                        () -> call.refuse(Subscribing.noSuchSubscription()));
    }

    @Override
    public void ended(Caller.Connected who) {
        ConnectionId connection = who.subscriber().id();
        all.forEach(lane -> lane.execute(() -> of(lane).ended(connection)));
    }

    private void withStream(Caller by, TopicPattern pattern, Call<?> call, BiConsumer<StreamKey, LaneStreams> onLane) {
        pattern.stream()
                .map(stream -> key(by, stream))
                .ifPresentOrElse(
                        key -> {
                            Lane lane = ports.lanes().owning(key);
                            lane.execute(() -> onLane.accept(key, of(lane)));
                        },
                        () -> call.refuse(EventProblems.noStreamInPattern()));
    }

    private static StreamKey key(Caller by, String stream) {
        return new StreamKey(by.principal().tenant(), stream);
    }

    private LaneStreams of(Lane lane) {
        return Objects.requireNonNull(streams.get(lane), "a lane that is not among all lanes");
    }
}
