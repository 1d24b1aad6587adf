package dev.parley.application.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventAnswers.Published;
import dev.parley.application.events.EventCommands.From;
import dev.parley.application.events.EventCommands.Publish;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.Retention;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.StreamKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.testkit.Faults;
import dev.parley.testkit.Faults.Fault;
import dev.parley.testkit.VirtualLane;
import dev.parley.testkit.VirtualTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A random life of two streams: publishes and resends, subscriptions from everywhere, readers that stall,
/// connections that end and come back, sweeps, a disk that fails, and servers that die. Everything is drawn
/// from one seed.
final class EventSimulation {
    private static final int STEPS = 250;

    /// Small seeds give nearly the same first draws; an odd factor spreads them over all 48 bits.
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final List<String> STREAMS = List.of("s", "t");
    private static final List<String> TOPICS = List.of("s.a", "s.b", "s.b.c", "t", "t.a");
    private static final List<String> PATTERNS = List.of("s.*", "s.**", "s.a", "s.b.c", "t", "t.**");
    private static final Set<ErrorCode> TRANSIENT = Set.of(ErrorCode.STORE_UNAVAILABLE, ErrorCode.RATE_LIMITED);

    private final Random random;
    private final UnaryOperator<EventLog> plant;
    private final EventWorld world;
    private final Map<String, Truth> truths = new LinkedHashMap<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final List<Publish> toResend = new ArrayList<>();
    private final Map<String, Published> acknowledged = new LinkedHashMap<>();
    private final boolean keepsEverything;
    private final double faultRate;
    private int published;

    /// @param plant wraps the log in a bug, or not
    EventSimulation(long seed, UnaryOperator<EventLog> plant) {
        this.random = new Random(seed * SPREAD);
        this.plant = plant;
        this.world = new EventWorld(new VirtualTime(ready -> ready.get(random.nextInt(ready.size()))));
        this.keepsEverything = random.nextBoolean();
        this.faultRate = random.nextBoolean() ? 0 : 0.15;
        world.syncs = false;
        world.limits = limits();
        world.retention = keepsEverything
                ? Retention.EVERYTHING
                : new Retention(OptionalLong.empty(), OptionalLong.of(1 + random.nextInt(12)));
        world.faults = call -> random.nextDouble() < faultRate ? fault() : new Fault.None();
        STREAMS.forEach(name -> truths.put(name, new Truth(world, new StreamKey(TenantId.DEFAULT, name))));
        world.events = world.service(plant.apply(world.store.events()));
    }

    private EventLimits limits() {
        EventLimits defaults = EventLimits.DEFAULTS;
        return new EventLimits(
                defaults.dataBytes(),
                defaults.attributeCharacters(),
                5 + random.nextInt(20),
                defaults.appendBytesInFlight(),
                defaults.callsWaiting(),
                defaults.callsPerConnection(),
                defaults.subscriptionsPerConnection(),
                defaults.streamsPerLane(),
                defaults.historyPage(),
                defaults.historyPageBytes(),
                defaults.historyReads(),
                defaults.lastEvents(),
                1 + random.nextInt(10),
                defaults.replaySliceBytes(),
                random.nextInt(20),
                defaults.recentBytes(),
                defaults.positionMillis(),
                200,
                20_000,
                defaults.retryMillis());
    }

    private Fault fault() {
        return switch (random.nextInt(4)) {
            case 0 -> new Fault.Busy(10);
            case 1 -> new Fault.Failed("disk full");
            case 2 -> new Fault.Unknown(false);
            default -> new Fault.Unknown(true);
        };
    }

    void run() {
        for (int i = 0; i < STEPS; i++) {
            step();
        }
        endsWell();
    }

    private void step() {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5 -> publish(fresh());
            case 6 -> resend();
            case 7, 8, 9 -> subscribe(someone(), pattern(), from());
            case 10 -> unsubscribe(someone());
            case 11, 12 -> someone().reader().stopReading();
            case 13 -> readOn(someone());
            case 14 -> reconnect(someone());
            case 15 -> history();
            case 16 -> world.time.advance(random.nextLong(random.nextInt(10) == 0 ? 30_000 : 300) * 1_000_000);
            case 17 -> crash();
            default -> goOn();
        }
    }

    private void goOn() {
        if (random.nextBoolean()) {
            sync(random.nextInt(4));
        }
        for (int i = random.nextInt(30); i > 0; i--) {
            world.time.step(world.time.nanoTime());
        }
    }

    private void sync(int writes) {
        for (int i = 0; i < writes; i++) {
            world.store.sync(1);
            truths.values().forEach(Truth::look);
        }
    }

    private SimulatedClient someone() {
        if (clients.size() < 4) {
            clients.add(client());
        }
        return clients.get(random.nextInt(clients.size()));
    }

    private SimulatedClient client() {
        Grants grants = random.nextInt(3) > 0 ? Grants.ALL : EventWorld.may(TopicAction.SUBSCRIBE, "s.a", "t.*");
        return new SimulatedClient(truths, world.reader(), grants);
    }

    // publishing

    private Publish fresh() {
        String topic = TOPICS.get(random.nextInt(TOPICS.size()));
        return EventWorld.event(topic, Integer.toString(published), "p-" + published++);
    }

    private void resend() {
        if (!toResend.isEmpty()) {
            publish(toResend.remove(random.nextInt(toResend.size())));
        }
    }

    private void publish(Publish command) {
        SimulatedClient by = someone();
        if (random.nextBoolean() || !by.grants().equals(Grants.ALL)) {
            world.events.publish(EventWorld.caller(Grants.ALL), command, outcome -> answered(command, outcome));
        } else {
            Reply<Outcome<Published>> inItsTurn = by.answer(command.topic().stream(), false, same -> {});
            world.events.publish(by.caller(), command, outcome -> {
                inItsTurn.accept(outcome);
                if (outcome instanceof Outcome.Done<Published>(Published answer)) {
                    by.published(answer);
                }
                answered(command, outcome);
            });
        }
        if (random.nextInt(10) == 0) {
            toResend.add(command);
        }
    }

    private void answered(Publish command, Outcome<Published> outcome) {
        switch (outcome) {
            case Outcome.Done<Published>(Published answer) -> {
                String id = command.id().orElseThrow();
                assertThat(truth(answer.stream()).at(answer.offset()).content().id())
                        .as("acknowledged, so durable")
                        .isEqualTo(id);
                acknowledged.put(id, answer);
            }
            case Outcome.Refused<Published>(Problem problem) -> {
                assertThat(TRANSIENT).contains(problem.code());
                toResend.add(command);
            }
        }
    }

    private Truth truth(String stream) {
        return Objects.requireNonNull(truths.get(stream));
    }

    // reading

    private TopicPattern pattern() {
        return new TopicPattern(PATTERNS.get(random.nextInt(PATTERNS.size())));
    }

    private From from() {
        return switch (random.nextInt(4)) {
            case 0 -> new From.Latest();
            case 1 -> new From.Earliest();
            default -> new From.Last(random.nextInt(12));
        };
    }

    private void subscribe(SimulatedClient who, TopicPattern pattern, From from) {
        world.events.subscribe(
                who.caller(),
                new EventCommands.Subscribe(pattern, from),
                who.answer(pattern.stream().orElseThrow(), true, outcome -> who.subscribed(pattern, from, outcome)));
    }

    private void unsubscribe(SimulatedClient who) {
        if (who.subscriptions().isEmpty()) {
            return;
        }
        String name = who.subscriptions().get(random.nextInt(who.subscriptions().size()));
        String stream = who.streamOf(name);
        world.events.unsubscribe(
                who.caller(), name, who.answer(stream, true, outcome -> who.unsubscribed(name, outcome)));
    }

    private static void readOn(SimulatedClient who) {
        who.reader().loop().execute(who.reader()::readOn);
    }

    private void history() {
        TopicPattern pattern = pattern();
        Truth truth = truth(pattern.stream().orElseThrow());
        world.events.history(
                EventWorld.caller(Grants.ALL),
                new EventCommands.History(pattern, new From.Earliest(), 1 + random.nextInt(10)),
                outcome -> {
                    if (outcome instanceof Outcome.Done<EventAnswers.Page>(var page)) {
                        page.events().forEach(event -> assertThat(event).isEqualTo(truth.at(event.offset())));
                    }
                });
    }

    /// The connection breaks; its client comes back on another and asks for the rest.
    private void reconnect(SimulatedClient who) {
        who.goes();
        world.events.ended(who.caller());
        clients.remove(who);
        comeBack(who);
    }

    private void comeBack(SimulatedClient who) {
        SimulatedClient again = new SimulatedClient(truths, world.reader(), who.grants());
        clients.add(again);
        who.positions().forEach((pattern, position) -> subscribe(again, pattern, position));
    }

    /// The server dies with all that was not synced, and another one starts over the same store.
    private void crash() {
        if (random.nextInt(3) > 0) {
            return;
        }
        world.store.crash(random.nextInt(3));
        truths.values().forEach(Truth::look);
        for (Lane lane : world.lanes.all()) {
            ((VirtualLane) lane).crash();
        }
        world.disk.crash();
        world.events = world.service(plant.apply(world.store.events()));
        List<SimulatedClient> before = List.copyOf(clients);
        clients.clear();
        before.forEach(SimulatedClient::goes);
        before.forEach(this::comeBack);
    }

    // the end

    private void endsWell() {
        world.faults = Faults.NONE;
        while (!toResend.isEmpty()) {
            resend();
            quiet(1);
        }
        quiet(40);
        clients.forEach(SimulatedClient::isThrough);
        acknowledged.forEach((id, answer) -> assertThat(
                        truth(answer.stream()).at(answer.offset()).content().id())
                .isEqualTo(id));
        if (keepsEverything) {
            truths.values()
                    .forEach(truth -> assertThat(truth.all())
                            .extracting((Event event) -> event.content().id())
                            .as("one event of an id")
                            .doesNotHaveDuplicates());
        }
    }

    private void quiet(int seconds) {
        for (int i = 0; i < seconds * 4; i++) {
            clients.forEach(EventSimulation::readOn);
            sync(world.store.unsynced());
            world.time.advance(EventWorld.SECOND / 4);
        }
    }
}
