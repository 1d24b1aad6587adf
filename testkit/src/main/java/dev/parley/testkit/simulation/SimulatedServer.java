package dev.parley.testkit.simulation;

import dev.parley.application.Signals;
import dev.parley.application.access.Authenticator;
import dev.parley.application.core.Parley;
import dev.parley.application.core.Surroundings;
import dev.parley.application.delivery.Ending;
import dev.parley.application.lanes.Ids;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.lanes.WallClock;
import dev.parley.application.lanes.Work;
import dev.parley.domain.access.Grants;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import dev.parley.gateway.ClientGateway;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.gateway.Conversation;
import dev.parley.gateway.Fanout;
import dev.parley.gateway.GatewaySettings;
import dev.parley.gateway.Hello;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Loops;
import dev.parley.gateway.Outlet;
import dev.parley.gateway.Peer;
import dev.parley.testkit.VirtualLane;
import dev.parley.testkit.VirtualLoop;
import dev.parley.testkit.VirtualTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The server: the real gateway over the real core, on virtual loops, wired as the real one is. It dies and comes
/// back; its disk stays.
final class SimulatedServer {
    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(256 * 1024, 100, 16, 32, 10_000, 16 * 1024, 1_024, 5_000, 60_000);
    private static final long BIRTH_MILLIS = 1_700_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Plan plan;
    private final Dice dice;
    private final Disk disk;
    private final Network network;
    private final PlantedBug bug;
    private final List<VirtualLoop> loops;
    private final Loops lanes;
    private final Fanout fanout;
    private final VirtualLane work;
    private Optional<ClientGateway> gateway = Optional.empty();
    private long boot;

    SimulatedServer(VirtualTime time, Plan plan, Dice dice, Disk disk, Network network, PlantedBug bug) {
        this.plan = plan;
        this.dice = dice;
        this.disk = disk;
        this.network = network;
        this.bug = bug;
        this.loops = IntStream.range(0, plan.loops())
                .mapToObj(number -> new VirtualLoop(time, "loop-" + number))
                .toList();
        this.lanes = new Loops(loops);
        this.fanout = new Fanout(lanes.loops(), lanes);
        this.work = time.lane("work");
    }

    boolean isUp() {
        return gateway.isPresent();
    }

    void start() {
        boot++;
        PlantedBug.Wiring wiring = bug.wiring();
        Ids ids = wiring.ids(new CountedIds(boot));
        WallClock clock = () -> BIRTH_MILLIS + work.nanoTime() / NANOS_PER_MILLI;
        Surroundings around = new Surroundings(
                lanes,
                wiring.audiences(fanout),
                wiring.storage(disk.storage()),
                new Workshop(),
                clock,
                ids,
                Signals.NONE,
                boot);
        gateway = Optional.of(new ClientGateway(
                wiring.core(Parley.assemble(around, plan.settings())),
                fanout,
                lanes,
                new ClientGateway.Ports(new DevTokens(), ids, clock, work::nanoTime, Signals.NONE),
                GatewaySettings.DEFAULTS.with(LIMITS),
                new Hello("node-" + boot, JsonObject.EMPTY, JsonObject.EMPTY, List.of())));
        network.listen(this);
    }

    Loop pickLoop() {
        return dice.pick(loops);
    }

    Conversation begin(Peer peer, Loop loop, Outlet outlet) {
        return gateway.orElseThrow().begin(peer, loop, outlet);
    }

    /// Killed between two of its steps.
    void crash() {
        die();
        disk.crash();
    }

    /// Tells its clients to come back later, and gives them no time to answer.
    void stop() {
        network.closeDoor();
        network.open().forEach(link -> link.end(Ending.SHUTTING_DOWN));
    }

    /// What waits is written before the process ends.
    void stopped() {
        die();
        disk.flush();
    }

    private void die() {
        gateway = Optional.empty();
        network.serverDied();
        loops.forEach(VirtualLoop::crash);
        work.crash();
    }

    void stallOne(long nanos) {
        dice.pick(loops).stall(nanos);
    }

    /// Names that are unique and the same in every run; epochs as the real server gives them.
    private static final class CountedIds implements Ids {
        private final long boot;
        private long names;
        private long epochs;

        CountedIds(long boot) {
            this.boot = boot;
        }

        @Override
        public String fresh() {
            return "id-" + boot + "-" + ++names;
        }

        @Override
        public long nextConnectionEpoch() {
            return (boot << Integer.SIZE) + ++epochs;
        }
    }

    /// `dev:<name>`, with every right.
    private static final class DevTokens implements Authenticator {
        @Override
        public void authenticate(String token, Reply<Outcome<Identity>> reply) {
            UserId user = new UserId(token.substring("dev:".length()));
            reply.accept(new Outcome.Done<>(new Identity(TenantId.DEFAULT, user, Grants.ALL)));
        }
    }

    /// Long jobs, each of which takes a while.
    private final class Workshop implements Work {
        @Override
        public <T> void run(Supplier<T> job, Reply<T> reply) {
            work.after(dice.nanosBetween(0.01, 3), () -> reply.accept(job.get()));
        }
    }
}
