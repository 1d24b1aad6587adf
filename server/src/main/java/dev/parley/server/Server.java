package dev.parley.server;

import dev.parley.application.Grade;
import dev.parley.application.access.Authenticator;
import dev.parley.gateway.ClientGateway;
import dev.parley.gateway.Readiness;
import dev.parley.gateway.TransportSettings;
import dev.parley.gateway.Transports;
import dev.parley.listener.Listener;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// One server at work: what it knows and does, behind a port for clients and one for operators. Thread-safe.
public final class Server implements AutoCloseable {
    private final ServerSettings settings;
    private final Engine engine;
    private final StoreReadiness readiness;
    private final Listener listener;
    private final Optional<Listener> admin;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Server(
            ServerSettings settings,
            Engine engine,
            StoreReadiness readiness,
            Listener listener,
            Optional<Listener> admin) {
        this.settings = settings;
        this.engine = engine;
        this.readiness = readiness;
        this.listener = listener;
        this.admin = admin;
    }

    /// A server for development that accepts connections.
    ///
    /// @throws StartFailure with what to do about it
    public static Server start(ServerSettings settings) {
        return start(settings, Mode.DEV);
    }

    /// A server that accepts connections.
    ///
    /// @throws StartFailure with what to do about it
    public static Server start(ServerSettings settings, Mode mode) {
        mode.check(settings);
        SystemClock clock = new SystemClock();
        Authenticator authenticator = mode.authenticator(settings, clock);
        Engine engine = Engine.start(settings, authenticator, clock);
        StoreReadiness readiness = new StoreReadiness(settings.health(), engine.store()::probe, System::nanoTime);
        Optional<Listener> admin = Optional.empty();
        try {
            admin = bound(
                    "--set admin.port",
                    settings.admin().host() + ":" + settings.admin().port(),
                    () -> AdminPort.open(settings.admin(), engine, readiness));
            Listener listener = bound(
                    "--port",
                    settings.listener().host() + ":" + settings.listener().port(),
                    () -> listen(settings, mode, engine.gateway(), readiness));
            return new Server(settings, engine, readiness, listener, admin);
        } catch (StartFailure failure) {
            admin.ifPresent(Listener::close);
            engine.close();
            throw failure;
        }
    }

    private static <T> T bound(String setting, String address, Supplier<T> listening) {
        try {
            return listening.get();
        } catch (UncheckedIOException taken) {
            throw new StartFailure(
                    "cannot listen on " + address + " (" + taken.getMessage() + "); is it in use? Choose another with "
                            + setting + ", or 0 for a free one.",
                    taken);
        }
    }

    private static Listener listen(ServerSettings settings, Mode mode, ClientGateway gateway, Readiness readiness) {
        TransportSettings transports = mode.transports(settings).with(Readiness.class, readiness);
        return Listener.start(settings.listener(), Transports.found(transports), gateway);
    }

    public URI url() {
        return URI.create("http://" + settings.listener().host() + ":" + listener.port() + "/");
    }

    /// Where operators ask; empty where the settings want no such port.
    public Optional<URI> adminUrl() {
        return admin.map(port -> URI.create("http://" + settings.admin().host() + ":" + port.port() + "/"));
    }

    public Path data() {
        return settings.data();
    }

    /// What an acknowledged write survives.
    public Grade grade() {
        return engine.store().grade();
    }

    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /// Takes no new connections, tells the present ones to come back later, writes what waits, and ends.
    @Override
    public void close() {
        readiness.stop();
        listener.drain(
                Duration.ofMillis(settings.shutdown().spreadMillis()),
                Duration.ofMillis(settings.shutdown().graceMillis()));
        listener.close();
        admin.ifPresent(Listener::close);
        engine.close();
        closed.countDown();
    }
}
