package dev.parley.server;

import dev.parley.adapters.metrics.Metrics;
import dev.parley.adapters.persistence.JdbcStore;
import dev.parley.adapters.persistence.StoreRefused;
import dev.parley.application.access.Authenticator;
import dev.parley.application.core.Parley;
import dev.parley.application.core.Surroundings;
import dev.parley.application.lanes.WallClock;
import dev.parley.gateway.ClientGateway;
import dev.parley.gateway.Fanout;
import dev.parley.gateway.GatewaySettings;
import dev.parley.gateway.Loops;
import dev.parley.gateway.QueueLimits;
import dev.parley.gateway.SelectorLoop;
import java.util.List;
import java.util.stream.IntStream;

/// Everything behind the ports of one server, wired by hand: the store, the loops, the core and its gateway.
record Engine(JdbcStore store, List<SelectorLoop> loops, WorkThreads work, Metrics metrics, ClientGateway gateway)
        implements AutoCloseable {
    /// @throws StartFailure where the store cannot be opened
    static Engine start(ServerSettings settings, Authenticator authenticator, WallClock clock) {
        JdbcStore store = open(settings);
        List<SelectorLoop> loops = IntStream.range(0, settings.loops())
                .mapToObj(number -> SelectorLoop.start("loop-" + number))
                .toList();
        WorkThreads work = new WorkThreads(settings.loops());
        Metrics metrics = new Metrics();
        Loops lanes = new Loops(loops);
        Fanout fanout = new Fanout(lanes.loops(), lanes, metrics::typing, metrics, queues(settings));
        RandomIds ids = new RandomIds(store.boot(), clock);
        Surroundings around = new Surroundings(
                lanes,
                fanout,
                new Surroundings.Storage(store.operations(), store.snapshots(), store.events()),
                work,
                clock,
                ids,
                metrics,
                store.boot());
        ClientGateway gateway = new ClientGateway(
                Parley.assemble(around, settings.core()),
                fanout,
                lanes,
                new ClientGateway.Ports(authenticator, ids, clock, System::nanoTime, metrics),
                new GatewaySettings(settings.connections(), settings.rates(), settings.patches()),
                HelloText.of(ids.fresh(), settings));
        return new Engine(store, loops, work, metrics, gateway);
    }

    private static QueueLimits queues(ServerSettings settings) {
        return settings.queues().in(Runtime.getRuntime().maxMemory());
    }

    private static JdbcStore open(ServerSettings settings) {
        try {
            return JdbcStore.open(settings.data(), settings.database(), settings.store(), SelectorLoop::soon);
        } catch (StoreRefused refused) {
            throw new StartFailure(String.valueOf(refused.getMessage()), refused);
        }
    }

    /// Writes what waits, and ends.
    @Override
    public void close() {
        try {
            for (SelectorLoop loop : loops) {
                loop.stop();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        store.close();
        work.close();
    }
}
