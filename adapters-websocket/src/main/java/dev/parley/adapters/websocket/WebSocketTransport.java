package dev.parley.adapters.websocket;

import dev.parley.adapters.websocket.Handshake.Verdict;
import dev.parley.application.delivery.Ending;
import dev.parley.gateway.Gateway;
import dev.parley.listener.CapturedChannels;
import dev.parley.listener.Web;
import dev.parley.listener.WebTransport;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Our protocol over WebSocket (RFC 6455), on one path of the shared listener.
///
/// Helidon reads the handshake; the connection itself is ours, on a loop of the gateway.
public final class WebSocketTransport implements WebTransport {
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final WebSocketSettings settings;
    private final IntFunction<Origins> originsOnPort;
    private final Handshake handshake;
    private final Roster roster;
    private Optional<CapturedChannels> channels = Optional.empty();
    private volatile Origins origins;
    private volatile Optional<Upgrade> upgrade = Optional.empty();

    public WebSocketTransport(WebSocketSettings settings) {
        this(settings, port -> settings.origins());
    }

    /// @param originsOnPort the origins to allow, once the port is bound; before, those of the settings
    public WebSocketTransport(WebSocketSettings settings, IntFunction<Origins> originsOnPort) {
        this.settings = settings;
        this.originsOnPort = originsOnPort;
        this.origins = settings.origins();
        this.handshake = new Handshake(() -> origins);
        this.roster = new Roster(settings.maxConnections());
    }

    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public void mount(Web web) {
        channels = Optional.of(web.channels());
        web.upgrade("websocket", new Upgrader());
        web.routing().any(settings.path(), this::noUpgrade);
    }

    @Override
    public void bound(int port) {
        origins = originsOnPort.apply(port);
    }

    @Override
    public Running open(Gateway gateway) {
        CapturedChannels captured = channels.orElseThrow(() -> new IllegalStateException("not mounted on a listener"));
        upgrade = Optional.of(new Upgrade(settings, handshake, captured, gateway, roster));
        return new Open();
    }

    private final class Upgrader implements Http1Upgrader {
        @Override
        public String supportedProtocol() {
            return "websocket";
        }

        /// @return null for another path, which Helidon then routes as an ordinary request
        @Override
        public @Nullable ServerConnection upgrade(
                ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
            if (upgrade.isEmpty() || !prologue.uriPath().path().equals(settings.path())) {
                return null;
            }
            return upgrade.get().answer(context, prologue, headers);
        }
    }

    /// What Helidon does not offer for upgrading at all, such as a request with a body.
    private void noUpgrade(ServerRequest request, ServerResponse response) {
        Refusal refusal = switch (handshake.judge(Upgrade.requestOf(request.prologue(), request.headers()))) {
            case Verdict.Refused refused -> refused.refusal();
            case Verdict.Accepted notOffered -> Refusal.badRequest("This request cannot be upgraded.");
        };
        refusal.answerHeaders().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.status(Status.create(refusal.status())).send(refusal.body());
    }

    private final class Open implements Running {
        /// Returns when all are gone, at the latest a linger time after the last was told.
        @Override
        public void drain(Duration spread) {
            roster.endAll(Ending.SHUTTING_DOWN, spread);
            roster.awaitEmpty(spread.plusMillis(settings.lingerMillis()).plus(MARGIN));
        }

        /// Who has not left by now is cut off.
        @Override
        public void close() {
            roster.endAll(Ending.SHUTTING_DOWN, Duration.ZERO);
            roster.awaitEmpty(MARGIN);
        }
    }
}
