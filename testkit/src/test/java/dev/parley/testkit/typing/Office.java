package dev.parley.testkit.typing;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.Notice;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.PerLane;
import dev.parley.application.presence.ConnectionService;
import dev.parley.application.rooms.Access;
import dev.parley.application.rooms.Entered;
import dev.parley.application.rooms.PresenceTimers;
import dev.parley.application.rooms.Rooms;
import dev.parley.application.typing.TypingCommands;
import dev.parley.application.typing.TypingRooms;
import dev.parley.application.typing.TypingService;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import dev.parley.domain.typing.TypingFrame;
import dev.parley.domain.typing.TypingKind;
import dev.parley.domain.typing.TypingTimers;
import dev.parley.testkit.InMemoryAudiences;
import dev.parley.testkit.RecordingSubscriber;
import dev.parley.testkit.VirtualLanes;
import dev.parley.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Typing and presence put together on virtual lanes, and people who use them.
final class Office {
    static final SessionId PLAN = new SessionId("plan");
    static final SessionKey PLAN_KEY = new SessionKey(TenantId.DEFAULT, PLAN);

    final VirtualTime time = new VirtualTime();
    final Map<Signals.Counter, Integer> counted = new EnumMap<>(Signals.Counter.class);
    final Set<UserId> mute = new HashSet<>();
    final VirtualLanes lanes = new VirtualLanes(time, 3);
    final PerLane<Rooms> rooms;
    final TypingService typing;
    final ConnectionService connections;
    private long epochs;

    Office() {
        Signals signals = what -> counted.merge(what, 1, Integer::sum);
        Access access = (_, who) -> !mute.contains(who.user());
        rooms = PerLane.of(lanes, lane -> new Rooms(lane, new InMemoryAudiences(), PresenceTimers.DEFAULTS));
        PerLane<TypingRooms> typingRooms = PerLane.of(
                lanes, lane -> new TypingRooms(lane, rooms.on(lane), access, TypingTimers.DEFAULTS, signals));
        typing = new TypingService(lanes, typingRooms);
        connections = new ConnectionService(lanes, rooms, typingRooms, signals);
    }

    Rooms planRooms() {
        return rooms.on(lanes.owning(PLAN_KEY));
    }

    void pass(Duration howLong) {
        time.advance(howLong.toNanos());
    }

    /// A connection that has opened.
    Person connect(String user, String device, SessionId... typesIn) {
        Person person = new Person(user, device, ++epochs);
        person.open(List.of(typesIn));
        return person;
    }

    /// One that is in the plan as well.
    Person join(String user, String device) {
        Person person = connect(user, device);
        person.join();
        return person;
    }

    final class Person {
        final RecordingSubscriber socket;
        final Caller.Connected caller;
        final List<Outcome<Nothing>> answers = new ArrayList<>();
        private long seq;

        private Person(String user, String device, long epoch) {
            socket = new RecordingSubscriber("connection-" + epoch);
            caller = new Caller.Connected(
                    new Principal(TenantId.DEFAULT, new UserId(user), new DeviceId(device), epoch, Grants.ALL), socket);
        }

        private void open(List<SessionId> typesIn) {
            List<TypingCommands.Resume.Context> contexts = typesIn.stream()
                    .map(session -> new TypingCommands.Resume.Context(session, "", TypingKind.TYPING))
                    .toList();
            connections.opened(caller, new TypingCommands.Resume(contexts));
            time.settle();
        }

        Optional<Entered> join() {
            List<Optional<Entered>> entered = new ArrayList<>();
            Lane lane = lanes.owning(PLAN_KEY);
            lane.execute(() -> entered.add(rooms.on(lane).enter(PLAN_KEY, caller)));
            time.settle();
            return entered.getFirst();
        }

        void leave() {
            Lane lane = lanes.owning(PLAN_KEY);
            lane.execute(() -> rooms.on(lane).leave(PLAN_KEY, socket.id()));
            time.settle();
        }

        void start() {
            start(++seq);
        }

        void start(long withSeq) {
            typing.start(caller, new TypingCommands.Start(PLAN, "", TypingKind.TYPING, withSeq), answers::add);
            time.settle();
        }

        void stop() {
            typing.stop(caller, new TypingCommands.Stop(PLAN, "", ++seq), answers::add);
            time.settle();
        }

        /// @return what the socket of `viewer` had heard when the message went on
        int send(Person viewer) {
            List<Integer> heard = new ArrayList<>();
            typing.clear(
                    caller,
                    new TypingCommands.Clear(PLAN, "", ++seq),
                    _ -> heard.add(viewer.frames().size()));
            time.settle();
            return heard.getFirst();
        }

        void close(Ending why) {
            connections.closed(caller.principal(), socket.id(), why.clean());
            time.settle();
        }

        List<TypingFrame> frames() {
            return socket.heard(Notice.TypingState.class).stream()
                    .map(Notice.TypingState::frame)
                    .toList();
        }

        /// Who types, as this viewer sees it.
        List<String> sees() {
            return frames().isEmpty() ? List.of() : names(frames().getLast());
        }

        List<Notice.PresenceChanged> presence() {
            return socket.heard(Notice.PresenceChanged.class);
        }
    }

    static List<String> names(TypingFrame frame) {
        return frame.top().stream().map(typist -> typist.user().value()).toList();
    }
}
