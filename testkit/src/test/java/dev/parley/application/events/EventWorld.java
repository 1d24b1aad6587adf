package dev.parley.application.events;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Caller;
import dev.parley.application.events.EventCommands.From;
import dev.parley.application.lanes.Ids;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Lanes;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.typing.Typing;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Principal;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.Position;
import dev.parley.domain.events.Retention;
import dev.parley.domain.events.Topic;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.StreamKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import dev.parley.testkit.Answer;
import dev.parley.testkit.Faults;
import dev.parley.testkit.FaultyStore;
import dev.parley.testkit.VirtualLane;
import dev.parley.testkit.VirtualLanes;
import dev.parley.testkit.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The event service on virtual lanes over a store that syncs when told to, or at every settling.
final class EventWorld {
    static final long EPOCH = 1;
    static final long SECOND = 1_000_000_000L;

    final VirtualTime time;
    final Lanes lanes;
    final VirtualLane disk;
    final List<TypingCommands.Clear> cleared = new ArrayList<>();
    final Map<Signals.Counter, Integer> counted = new HashMap<>();
    Faults faults = Faults.NONE;
    final FaultyStore store;
    boolean syncs = true;
    boolean observing;
    EventLimits limits = EventLimits.DEFAULTS;
    Retention retention = Retention.EVERYTHING;
    Events events;
    private final VirtualLane clearing;
    private final List<VirtualLane> loops;
    private int readers;
    private int ids;

    EventWorld() {
        this(new VirtualTime());
    }

    EventWorld(VirtualTime time) {
        this.time = time;
        this.lanes = new VirtualLanes(time, 3);
        this.disk = time.lane("disk");
        this.clearing = time.lane("clearing");
        this.loops = List.of(time.lane("loop-0"), time.lane("loop-1"), time.lane("loop-2"));
        this.store = new FaultyStore(call -> faults.strike(call), this::handOver);
        this.events = service(store.events());
    }

    private void handOver(Runnable answer) {
        if (observing) {
            answer.run();
        } else {
            disk.execute(answer);
        }
    }

    /// The world with other limits.
    EventWorld with(EventLimits other) {
        limits = other;
        return restarted();
    }

    EventWorld with(Retention other) {
        retention = other;
        return restarted();
    }

    /// The server anew over the same store.
    EventWorld restarted() {
        events = service(store.events());
        return this;
    }

    EventService service(EventLog log) {
        return new EventService(
                new EventPorts(
                        lanes,
                        log,
                        new LoopAudiences(lanes),
                        new Clearing(),
                        () -> time.nanoTime() / 1_000_000,
                        new CountingIds(),
                        what -> counted.merge(what, 1, Integer::sum)),
                new EventSettings(limits, stream -> retention, 1));
    }

    // callers

    static Grants mayAll() {
        return Grants.ALL;
    }

    static Grants may(TopicAction action, String... patterns) {
        return new Grants(
                List.of(),
                Arrays.stream(patterns)
                        .map(pattern -> new Grants.ForTopics(new TopicPattern(pattern), Set.of(action)))
                        .toList());
    }

    static Caller.Stateless caller(Grants grants) {
        return new Caller.Stateless(principal(grants));
    }

    private static Principal principal(Grants grants) {
        return new Principal(TenantId.DEFAULT, new UserId("ana"), new DeviceId("d1"), 0, grants);
    }

    Reader reader() {
        int number = readers++;
        return new Reader("c" + number, loops.get(number % loops.size()));
    }

    static Caller.Connected on(Reader reader) {
        return on(reader, Grants.ALL);
    }

    static Caller.Connected on(Reader reader, Grants grants) {
        return new Caller.Connected(principal(grants), reader);
    }

    // calls

    static EventCommands.Publish event(String topic, String data) {
        return new EventCommands.Publish(
                new Topic(topic),
                Bytes.utf8(data),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    static EventCommands.Publish event(String topic, String data, String id) {
        return new EventCommands.Publish(
                new Topic(topic),
                Bytes.utf8(data),
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    Answer<Outcome<EventAnswers.Published>> publishing(EventCommands.Publish command) {
        Answer<Outcome<EventAnswers.Published>> answer = new Answer<>();
        events.publish(caller(Grants.ALL), command, answer);
        return answer;
    }

    EventAnswers.Published publish(String topic) {
        return publish(event(topic, "{}"));
    }

    EventAnswers.Published publish(EventCommands.Publish command) {
        var answer = publishing(command);
        settle();
        return done(answer);
    }

    /// Publishes `count` events to a topic.
    void fill(String topic, int count) {
        for (int i = 0; i < count; i++) {
            publish(topic);
        }
    }

    static EventCommands.Subscribe to(String pattern, From from) {
        return new EventCommands.Subscribe(new TopicPattern(pattern), from);
    }

    static From after(long offset) {
        return new From.After(new Position(EPOCH, offset));
    }

    /// Subscribes and waits for what follows.
    EventAnswers.Subscribed subscribe(Reader reader, String pattern, From from) {
        return done(subscribing(on(reader), to(pattern, from)));
    }

    Answer<Outcome<EventAnswers.Subscribed>> subscribing(Caller.Connected by, EventCommands.Subscribe command) {
        Answer<Outcome<EventAnswers.Subscribed>> answer = ask(by, command);
        settle();
        return answer;
    }

    Answer<Outcome<EventAnswers.Subscribed>> ask(Caller.Connected by, EventCommands.Subscribe command) {
        Answer<Outcome<EventAnswers.Subscribed>> answer = new Answer<>();
        events.subscribe(by, command, both(answer, ((Reader) by.subscriber()).answer()));
        return answer;
    }

    private static <T> Reply<T> both(Reply<T> one, Reply<T> other) {
        return value -> {
            one.accept(value);
            other.accept(value);
        };
    }

    Answer<Outcome<Nothing>> unsubscribing(Reader reader, String subscription) {
        Answer<Outcome<Nothing>> answer = new Answer<>();
        events.unsubscribe(on(reader), subscription, answer);
        settle();
        return answer;
    }

    EventAnswers.Page history(String pattern, From from, int limit) {
        return done(historyOf(caller(Grants.ALL), pattern, from, limit));
    }

    Answer<Outcome<EventAnswers.Page>> historyOf(Caller by, String pattern, From from, int limit) {
        Answer<Outcome<EventAnswers.Page>> answer = new Answer<>();
        events.history(by, new EventCommands.History(new TopicPattern(pattern), from, limit), answer);
        settle();
        return answer;
    }

    // time

    /// Runs all that is due; the disk syncs too, unless the test does that itself.
    void settle() {
        time.settle();
        while (syncs && store.unsynced() > 0) {
            store.sync();
            time.settle();
        }
    }

    void advanceSeconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            time.advance(SECOND);
            settle();
        }
    }

    // answers

    static <T> T done(Answer<Outcome<T>> answer) {
        return switch (answer.value()) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Problem problem) -> throw new AssertionError("refused: " + problem);
        };
    }

    static <T> Problem refusal(Answer<Outcome<T>> answer) {
        return switch (answer.value()) {
            case Outcome.Done<T>(T value) -> throw new AssertionError("not refused: " + value);
            case Outcome.Refused<T>(Problem problem) -> problem;
        };
    }

    static <T> ErrorCode code(Answer<Outcome<T>> answer) {
        return refusal(answer).code();
    }

    static List<Long> offsets(List<Event> events) {
        return events.stream().map(Event::offset).toList();
    }

    private final class Clearing implements Typing {
        @Override
        public void start(Caller.Connected by, TypingCommands.Start command, Reply<Outcome<Nothing>> reply) {
            throw new AssertionError("events never start typing");
        }

        @Override
        public void stop(Caller.Connected by, TypingCommands.Stop command, Reply<Outcome<Nothing>> reply) {
            throw new AssertionError("events never stop typing");
        }

        @Override
        public void clear(Caller by, TypingCommands.Clear command, Reply<Nothing> reply) {
            clearing.execute(() -> {
                cleared.add(command);
                reply.accept(Nothing.NOTHING);
            });
        }
    }

    private final class CountingIds implements Ids {
        @Override
        public String fresh() {
            return "id-" + ids++;
        }

        @Override
        public long nextConnectionEpoch() {
            throw new AssertionError("events give no epochs");
        }
    }

    Lane owner(String stream) {
        return lanes.owning(new StreamKey(TenantId.DEFAULT, stream));
    }
}
