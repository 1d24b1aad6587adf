package dev.parley.testkit.simulation;

import dev.parley.testkit.VirtualLane;
import dev.parley.testkit.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One run, from its seed: server, disk, network and clients in one virtual time, first with everything that the plan
/// lets go wrong, then with nothing, until all is still and can be compared.
public final class World {
    private static final long MILLI = 1_000_000;
    private static final long STEP = 400 * MILLI;
    private static final int MOST_STEPS_TO_REST = 300;
    /// Longer than any lease and any grace.
    private static final long QUIET = 26_000 * MILLI;

    private final Plan plan;
    private final Dice dice;
    private final VirtualTime time;
    private final Trace trace;
    private final Disk disk;
    private final Judge judge;
    private final Network network;
    private final SimulatedServer server;
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final Workload workload;
    private final Mishaps mishaps;

    /// @param traced whether to keep what happens
    World(long seed, PlantedBug bug, boolean traced) {
        this.dice = new Dice(seed);
        this.plan = Plan.of(dice.split());
        Dice turns = dice.split();
        this.time = new VirtualTime(turns::pick);
        this.trace = new Trace(traced, time::nanoTime);
        this.disk = new Disk(time, dice.split(), plan.has(Plan.Fault.DISK));
        plan.sessions().forEach(disk.ledger()::watch);
        long stall = plan.has(Plan.Fault.STALL) ? Mishaps.MOST_STALL_MILLIS * MILLI : 0;
        this.judge = new Judge(time, disk.ledger(), stall);
        VirtualLane lane = time.lane("world");
        this.network = new Network(lane, dice.split(), judge, trace, plan);
        this.server = new SimulatedServer(time, plan, dice.split(), disk, network, bug);
        for (int user = 0; user < plan.users(); user++) {
            for (int device = 0; device < plan.devices(); device++) {
                clients.add(client("user-" + user, "device-" + device));
            }
        }
        this.workload = new Workload(plan, dice.split(), lane, clients, trace);
        this.mishaps = new Mishaps(plan, dice.split(), lane, server, network, judge, trace);
    }

    private SimulatedClient client(String user, String device) {
        return new SimulatedClient(user, device, network, dice.split(), plan);
    }

    /// @throws Violation where something does not hold that must
    public void run() {
        trace.happened(plan::toString);
        server.start();
        workload.begin();
        mishaps.begin();
        while (time.nanoTime() < plan.millis() * MILLI) {
            pass();
        }
        heal();
        rest();
        compare();
        allLeave();
    }

    private void pass() {
        time.advance(STEP);
        judge.check(network.open());
    }

    private void heal() {
        trace.happened(() -> "all is well from here on");
        workload.end();
        mishaps.end();
        disk.heal();
        network.heal();
        for (SimulatedClient client : clients) {
            client.comeOnline();
            plan.sessions().forEach(session -> client.session(session).comeBack());
        }
    }

    private void rest() {
        for (int step = 0; step < MOST_STEPS_TO_REST; step++) {
            pass();
            if (clients.stream()
                    .allMatch(client -> client.waitsFor(disk.ledger()).isEmpty())) {
                return;
            }
        }
        clients.forEach(client -> client.waitsFor(disk.ledger()).ifPresent(what -> {
            throw new Violation(client + " waits for ever for " + what);
        }));
    }

    private void compare() {
        judge.checkRefused();
        for (String session : plan.sessions()) {
            Folds.check(session, disk.ledger());
            String truth = disk.ledger()
                    .session(session)
                    .hash(disk.ledger().session(session).head());
            for (SimulatedClient client : clients) {
                String own = Folds.hash(client.session(session).replica().document());
                Violation.unless(own.equals(truth), "%s has another document than the log in %s", client, session);
            }
        }
    }

    private void allLeave() {
        clients.forEach(client -> client.goOffline(dice.chance(0.5)));
        time.advance(QUIET);
        SimulatedClient late = client("late", "device");
        late.comeOnline();
        for (int step = 0;
                step < MOST_STEPS_TO_REST && late.waitsFor(disk.ledger()).isPresent();
                step++) {
            pass();
        }
        for (String session : plan.sessions()) {
            RoomHeard room = Optional.ofNullable(
                            network.open().getLast().hearing().rooms().get(session))
                    .orElseThrow(() -> new Violation("nobody can join " + session));
            Violation.unless(
                    room.present().size() == 1 && room.typing().isEmpty(),
                    "ghosts in %s: present %s, typing %s",
                    session,
                    room.present(),
                    room.typing());
        }
    }

    /// What was kept of the run.
    String trace() {
        return trace.text();
    }
}
