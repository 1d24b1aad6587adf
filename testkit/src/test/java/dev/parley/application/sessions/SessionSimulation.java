package dev.parley.application.sessions;

import dev.parley.domain.access.Role;
import dev.parley.domain.json.Json;
import dev.parley.domain.sessions.RecentVersions;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.sessions.SnapshotPolicy;
import dev.parley.domain.shared.UserId;
import dev.parley.testkit.Faults;
import dev.parley.testkit.Faults.Fault;
import dev.parley.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Several clients, one server, a disk: everything that can go wrong between them, decided by one seed.
final class SessionSimulation {
    private static final int STEPS = 160;

    /// Small windows, so that old bases, snapshots and unloads happen all the time.
    private static final SessionSettings SETTINGS = new SessionSettings(
            Optional.of(Role.EDITOR),
            SessionSettings.DEFAULT.document(),
            new RecentVersions.Window(4, 8, Duration.ofSeconds(2).toNanos()),
            new SnapshotPolicy.Limits(6, 2_000, Duration.ofSeconds(1).toNanos()),
            Duration.ofSeconds(6),
            SessionSettings.DEFAULT.appendsInFlight(),
            SessionSettings.DEFAULT.bytesInFlight(),
            SessionSettings.DEFAULT.waiting(),
            SessionSettings.DEFAULT.members(),
            2,
            Duration.ofSeconds(1),
            150);

    private final Random random;
    private final SessionWorld world;
    private final Oracle oracle;
    private final List<SimulatedClient> clients;
    private final Seat owner;
    private boolean faulty;

    /// @param log a log between server and disk, as it is or broken on purpose
    /// @param sessions the server as clients meet it, as it is or broken on purpose
    SessionSimulation(long seed, UnaryOperator<OperationLog> log, Function<SessionWorld, Sessions> sessions) {
        random = new Random(seed);
        world = new SessionWorld(SETTINGS, new VirtualTime(ready -> ready.get(random.nextInt(ready.size()))), log);
        oracle = new Oracle(world);
        Sessions met = sessions.apply(world);
        clients = List.of(
                new SimulatedClient(world, met, oracle, "ana", "desk"),
                new SimulatedClient(world, met, oracle, "ana", "phone"),
                new SimulatedClient(world, met, oracle, "ben", "desk"),
                new SimulatedClient(world, met, oracle, "eve", "desk"));
        owner = world.seat("owner", "tab");
    }

    /// @return how many versions were made
    int run() {
        owner.create(RandomEdits.DOCUMENT).done();
        clients.forEach(SimulatedClient::connect);
        world.settle();
        world.syncing(false);
        faulty = true;
        world.faults(this::fault);
        for (int i = 0; i < STEPS; i++) {
            step();
        }
        calm();
        judge();
        return oracle.versions();
    }

    private void step() {
        SimulatedClient client = clients.get(random.nextInt(clients.size()));
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> client.edit(random);
            case 8, 9 -> client.send();
            case 10 -> client.disconnect(random.nextBoolean());
            case 11, 12 -> reconnect(client);
            case 13 -> client.leave();
            case 14 -> client.join();
            case 15 -> world.store().sync(random.nextInt(3));
            case 16, 17 -> world.store().sync();
            case 18 ->
                world.time().advance(Duration.ofMillis(random.nextInt(900)).toNanos());
            case 19 -> world.time().step(world.time().nanoTime());
            case 20 -> grant();
            case 21 -> rarely();
            default -> world.time().settle();
        }
    }

    /// What takes a while or costs much.
    private void rarely() {
        switch (random.nextInt(4)) {
            case 0 -> {
                clients.forEach(SimulatedClient::gone);
                world.crash(random.nextInt(world.store().unsynced() + 1));
            }
            case 1 -> {
                clients.forEach(one -> one.disconnect(random.nextBoolean()));
                world.syncing(true);
                world.advance(Duration.ofSeconds(30));
                world.syncing(false);
            }
            case 2 -> faulty = !faulty;
            default -> world.advance(Duration.ofSeconds(3));
        }
    }

    private static void reconnect(SimulatedClient client) {
        if (!client.isOnline()) {
            client.connect();
        }
    }

    private void grant() {
        String user = List.of("ana", "ben", "eve", "guest").get(random.nextInt(4));
        List<Optional<Role>> roles = List.of(Optional.of(Role.VIEWER), Optional.of(Role.EDITOR), Optional.empty());
        world.sessions()
                .setRole(
                        owner.caller(),
                        new SessionCommands.SetRole(Seat.DOC, new UserId(user), roles.get(random.nextInt(3))),
                        _ -> {});
    }

    private Fault fault(Faults.Call call) {
        if (!faulty || random.nextInt(12) != 0) {
            return new Fault.None();
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Fault.Busy(10);
            case 1 -> new Fault.Failed("broken");
            case 2 -> new Fault.Unknown(true);
            default -> new Fault.Unknown(false);
        };
    }

    /// The disk is sound, everybody comes back and sends what is left.
    private void calm() {
        world.faults(Faults.NONE);
        world.syncing(true);
        world.advance(Duration.ofSeconds(2));
        for (int round = 0; round < 20 && !clients.stream().allMatch(SimulatedClient::isSettled); round++) {
            clients.forEach(SessionSimulation::reconnect);
            clients.forEach(SimulatedClient::join);
            clients.forEach(SimulatedClient::send);
            world.advance(Duration.ofSeconds(2));
        }
    }

    private void judge() {
        SessionState end = oracle.end();
        Json document = end.document().json();
        Oracle.require(owner.get().done().document().equals(document), "the server differs from its log");
        for (SimulatedClient client : clients) {
            Oracle.require(client.isSettled(), "never at rest: " + client);
            Oracle.require(client.unanswered() == 0, "never answered: " + client);
            Replica replica = client.replica().orElseThrow();
            Oracle.require(replica.version() == end.version(), replica.version() + ", not " + end.version());
            Oracle.require(replica.json().equals(document), "a replica differs");
        }
    }
}
