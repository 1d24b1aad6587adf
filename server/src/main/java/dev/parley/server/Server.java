package dev.parley.server;

import dev.parley.adapters.http.HttpSettings;
import dev.parley.adapters.persistence.JdbcStore;
import dev.parley.adapters.persistence.StoreRefused;
import dev.parley.adapters.websocket.Origins;
import dev.parley.adapters.websocket.WebSocketSettings;
import dev.parley.application.Grade;
import dev.parley.application.Signals;
import dev.parley.application.core.Parley;
import dev.parley.application.core.Surroundings;
import dev.parley.gateway.AllowedOrigins;
import dev.parley.gateway.ClientGateway;
import dev.parley.gateway.Fanout;
import dev.parley.gateway.Loops;
import dev.parley.gateway.SelectorLoop;
import dev.parley.gateway.TransportSettings;
import dev.parley.gateway.Transports;
import dev.parley.listener.Listener;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// One server at work: the core, its store and its transports, wired by hand. Thread-safe.
public final class Server implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofMillis(500);

    private final JdbcStore store;
    private final List<SelectorLoop> loops;
    private final WorkThreads work;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Server(JdbcStore store, List<SelectorLoop> loops, WorkThreads work, Listener listener) {
        this.store = store;
        this.loops = loops;
        this.work = work;
        this.listener = listener;
    }

    /// A server that accepts connections.
    ///
    /// @throws StartFailure with what to do about it
    public static Server start(ServerSettings settings) {
        JdbcStore store = open(settings);
        List<SelectorLoop> loops = IntStream.range(0, settings.loops())
                .mapToObj(number -> SelectorLoop.start("loop-" + number))
                .toList();
        WorkThreads work = new WorkThreads(settings.loops());
        try {
            Listener listener = listen(settings, gateway(settings, store, loops, work));
            return new Server(store, loops, work, listener);
        } catch (RuntimeException failure) {
            stop(store, loops, work);
            throw new StartFailure(
                    "cannot listen on " + settings.listener().host() + ":"
                            + settings.listener().port() + " (" + failure.getMessage()
                            + "); is it in use? Choose another with --port, or 0 for a free one.",
                    failure);
        }
    }

    private static JdbcStore open(ServerSettings settings) {
        try {
            return JdbcStore.open(settings.data(), settings.store());
        } catch (StoreRefused refused) {
            throw new StartFailure(String.valueOf(refused.getMessage()), refused);
        }
    }

    private static ClientGateway gateway(
            ServerSettings settings, JdbcStore store, List<SelectorLoop> loops, WorkThreads work) {
        Loops lanes = new Loops(loops);
        Fanout fanout = new Fanout(lanes.loops(), lanes);
        RandomIds ids = new RandomIds(store.boot());
        SystemClock clock = new SystemClock();
        Surroundings around = new Surroundings(
                lanes,
                fanout,
                new Surroundings.Storage(store.operations(), store.snapshots(), store.events()),
                work,
                clock,
                ids,
                Signals.NONE,
                store.boot());
        return new ClientGateway(
                Parley.assemble(around, settings.core()),
                fanout,
                lanes,
                new ClientGateway.Ports(new DevIdentities(), ids, clock),
                settings.connections(),
                HelloText.of(ids.fresh(), settings));
    }

    private static Listener listen(ServerSettings settings, ClientGateway gateway) {
        TransportSettings transports = TransportSettings.none()
                .with(AllowedOrigins.class, port -> Origins.ofLoopback(port).allowed())
                .with(WebSocketSettings.class, settings.webSocket())
                .with(HttpSettings.class, HttpSettings.DEFAULTS.withPage());
        return Listener.start(settings.listener(), Transports.found(transports), gateway);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.port() + "/");
    }

    /// What an acknowledged write survives.
    public Grade grade() {
        return store.grade();
    }

    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /// Takes no new connections, tells the present ones to come back later, writes what waits, and ends.
    @Override
    public void close() {
        listener.drain(DRAIN);
        listener.close();
        stop(store, loops, work);
        closed.countDown();
    }

    private static void stop(JdbcStore store, List<SelectorLoop> loops, WorkThreads work) {
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
