package dev.parley.application.sessions;

import dev.parley.application.Signals;
import dev.parley.application.lanes.Ids;
import dev.parley.application.lanes.PerLane;
import dev.parley.application.lanes.Reply;
import dev.parley.application.lanes.Work;
import dev.parley.application.presence.ConnectionService;
import dev.parley.application.rooms.PresenceTimers;
import dev.parley.application.rooms.Rooms;
import dev.parley.application.typing.TypingRooms;
import dev.parley.application.typing.TypingService;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Role;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.typing.TypingTimers;
import dev.parley.testkit.Faults;
import dev.parley.testkit.FaultyStore;
import dev.parley.testkit.InMemoryAudiences;
import dev.parley.testkit.VirtualLane;
import dev.parley.testkit.VirtualLanes;
import dev.parley.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A server's core in virtual time, over a disk that survives it.
final class SessionWorld {
    static final SessionSettings SETTINGS = SessionSettings.DEFAULT.withJoinRole(Role.EDITOR);
    static final int LANES = 2;

    private final SessionSettings settings;
    private final VirtualTime time;
    private final VirtualLanes lanes;
    private final VirtualLane outside;
    private final FaultyStore store;
    private final OperationLog log;
    private boolean peeking;
    private Faults faults = Faults.NONE;
    private boolean syncing = true;
    private long names;
    private SessionService sessions;
    private TypingService typing;
    private ConnectionService connections;
    private SessionDirectory directory;

    SessionWorld() {
        this(SETTINGS);
    }

    SessionWorld(SessionSettings settings) {
        this(settings, new VirtualTime(), UnaryOperator.identity());
    }

    // The services are made by `boot`, which a crash repeats.
    @SuppressWarnings("NullAway.Init")
    SessionWorld(SessionSettings settings, VirtualTime time, UnaryOperator<OperationLog> log) {
        this.settings = settings;
        this.time = time;
        this.lanes = new VirtualLanes(time, LANES);
        this.outside = time.lane("outside");
        this.store = new FaultyStore(call -> faults.strike(call), this::answer);
        this.log = log.apply(store.operations());
        boot();
    }

    private void answer(Runnable task) {
        if (peeking) {
            task.run();
        } else {
            outside.execute(task);
        }
    }

    private void boot() {
        directory = new SessionDirectory(lanes);
        PerLane<Rooms> rooms =
                PerLane.of(lanes, lane -> new Rooms(lane, new InMemoryAudiences(), PresenceTimers.DEFAULTS));
        PerLane<TypingRooms> typingRooms = PerLane.of(
                lanes, lane -> new TypingRooms(lane, rooms.on(lane), directory, TypingTimers.DEFAULTS, Signals.NONE));
        typing = new TypingService(lanes, typingRooms);
        connections = new ConnectionService(lanes, rooms, typingRooms, Signals.NONE);
        SessionPorts ports = new SessionPorts(
                log, store.snapshots(), 1, new OutsideWork(), time::nanoTime, new Names(), Signals.NONE);
        sessions = new SessionService(lanes, directory, rooms, typing, ports, settings);
    }

    Sessions sessions() {
        return sessions;
    }

    TypingService typing() {
        return typing;
    }

    ConnectionService connections() {
        return connections;
    }

    FaultyStore store() {
        return store;
    }

    VirtualTime time() {
        return time;
    }

    SessionSettings settings() {
        return settings;
    }

    boolean isLoaded(SessionKey key) {
        return directory.slots().on(lanes.owning(key)).find(key).isPresent();
    }

    void faults(Faults next) {
        faults = next;
    }

    /// Whether the disk syncs by itself when nothing else is to be done.
    void syncing(boolean on) {
        syncing = on;
    }

    /// Runs all that is due now.
    void settle() {
        time.settle();
        while (syncing && store.unsynced() > 0) {
            store.sync();
            time.settle();
        }
    }

    void advance(Duration duration) {
        for (long left = duration.toMillis(); left > 0; left -= 500) {
            time.advance(Duration.ofMillis(Math.min(500, left)).toNanos());
            settle();
        }
    }

    /// The server dies; the oldest `stored` unsynced writes survive. A new one starts.
    void crash(int stored) {
        lanes.all().forEach(lane -> ((VirtualLane) lane).crash());
        outside.crash();
        store.crash(stored);
        boot();
    }

    /// What is synced of a session after a version, past all faults and at once.
    List<Committed> peek(SessionKey key, long after) {
        List<Committed> found = new ArrayList<>();
        atOnce(() -> store.operations()
                .read(
                        key,
                        after,
                        Integer.MAX_VALUE,
                        changes -> found.addAll(((OperationLog.Changes.Read) changes).changes())));
        return found;
    }

    /// What a load would find.
    OperationLog.Loaded.Found peek(SessionKey key) {
        List<OperationLog.Loaded> found = new ArrayList<>();
        atOnce(() -> store.operations().load(key, found::add));
        return (OperationLog.Loaded.Found) found.getFirst();
    }

    private void atOnce(Runnable look) {
        Faults suspended = faults;
        faults = Faults.NONE;
        peeking = true;
        look.run();
        peeking = false;
        faults = suspended;
    }

    long nextEpoch() {
        return ++names;
    }

    Seat seat(String user, String device) {
        return new Seat(this, user, device, Grants.ALL);
    }

    Seat seat(String user, String device, Grants grants) {
        return new Seat(this, user, device, grants);
    }

    private final class OutsideWork implements Work {
        @Override
        public <T> void run(Supplier<T> job, Reply<T> reply) {
            outside.execute(() -> reply.accept(job.get()));
        }
    }

    private final class Names implements Ids {
        @Override
        public String fresh() {
            return "made-" + ++names;
        }

        @Override
        public long nextConnectionEpoch() {
            return ++names;
        }
    }
}
