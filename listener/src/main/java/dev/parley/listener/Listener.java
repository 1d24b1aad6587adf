package dev.parley.listener;

import dev.parley.gateway.Gateway;
import dev.parley.gateway.Transport;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

/// The bound port with its web transports at work. Thread-safe.
///
/// Shut-down has an order: Helidon's stop interrupts every connection at once, upgraded ones included, and waits for
/// none; so the transports drain and close their own connections first.
public final class Listener implements Transport.Running {
    private static final Duration STOP_GRACE = Duration.ofMillis(500);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final WebServer server;
    private final AcceptGuard guard;
    private final List<Transport.Running> transports;

    private Listener(WebServer server, AcceptGuard guard, List<Transport.Running> transports) {
        this.server = server;
        this.guard = guard;
        this.transports = transports;
    }

    /// Mounts and opens the transports, in their order, then binds the port. Those that are no web transports open
    /// ports of their own, and are drained and closed with the others.
    ///
    /// @throws UncheckedIOException where the port cannot be bound
    public static Listener start(ListenerSettings settings, List<? extends Transport> transports, Gateway gateway) {
        QuietHelidon.errorsOnly();
        PlainHelidon.lookForNothing();
        requireFree(settings);
        Clients clients = new Clients(
                new TrustedProxies(settings.trustedProxies()),
                new AddressQuota(settings.maxConnectionsPerAddress()),
                gateway::limitHit);
        CapturedChannels channels = new CapturedChannels(clients);
        AcceptGuard guard = new AcceptGuard(settings, channels, gateway.loops().getFirst(), gateway::limitHit);
        Http1ConnectionSelectorConfig.Builder http =
                Http1ConnectionSelector.builder().config(http(settings, guard));
        Web web = new Web(http, channels);
        List<WebTransport> onTheWeb = transports.stream()
                .filter(WebTransport.class::isInstance)
                .map(WebTransport.class::cast)
                .toList();
        onTheWeb.forEach(transport -> transport.mount(web));
        List<Transport.Running> running =
                transports.stream().map(transport -> transport.open(gateway)).toList();
        CapturingOptions options = new CapturingOptions(settings, channels, clients);
        WebServer server = server(settings, options, web, http.build());
        server.start();
        if (!server.isRunning()) {
            throw new UncheckedIOException(new BindException("the port could not be bound"));
        }
        onTheWeb.forEach(transport -> transport.bound(server.port()));
        guard.start();
        return new Listener(server, guard, running);
    }

    /// Helidon logs a stack trace where it cannot bind, and goes on without a listener; so the port is tried before.
    private static void requireFree(ListenerSettings settings) {
        try (ServerSocket trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken.getMessage(), taken);
        }
    }

    /// The port that is bound, which matters where 0 was asked for.
    public int port() {
        return server.port();
    }

    @Override
    public void drain(Duration spread) {
        drain(spread, FOREVER);
    }

    /// As [#drain(Duration)], but waits no longer than `grace`. All transports turn clients away from the same moment
    /// on.
    public void drain(Duration spread, Duration grace) {
        AllAtOnce.run(transports, transport -> transport.drain(spread), grace);
    }

    @Override
    public void close() {
        AllAtOnce.run(transports, Transport.Running::close, FOREVER);
        server.stop();
        guard.stop();
    }

    // The flags are deprecated because Helidon is moving them, not because logging each byte became desirable.
    @SuppressWarnings("removal")
    private static Http1Config http(ListenerSettings settings, AcceptGuard guard) {
        return Http1Config.builder()
                .maxHeadersSize(settings.maxHeaderBytes())
                .receiveLog(false)
                .sendLog(false)
                .addReceiveListener(guard.requests())
                .addSendListener(guard.responses())
                .build();
    }

    private static WebServer server(
            ListenerSettings settings, CapturingOptions options, Web web, Http1ConnectionSelector http) {
        return WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .backlog(settings.backlog())
                .maxTcpConnections(settings.maxConnections())
                .maxPayloadSize(settings.maxBodyBytes())
                .idleConnectionTimeout(Duration.ofMillis(settings.idleMillis()))
                .idleConnectionPeriod(Duration.ofMillis(Math.max(1, settings.idleMillis() / 12)))
                .connectionOptions(options)
                .useNio(false)
                .shutdownHook(false)
                .shutdownGracePeriod(STOP_GRACE)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(http)
                .routing(web.routing())
                .build();
    }
}
