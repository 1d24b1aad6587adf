package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.adapters.websocket.Handshake.Verdict;
import dev.parley.application.access.Authenticator.Identity;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Peer;
import dev.parley.listener.CapturedChannels;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From an HTTP request to a connection on a loop, on the request's own thread. Thread-safe.
final class Upgrade {
    private final WebSocketSettings settings;
    private final CapturedChannels channels;
    private final Handshake handshake;
    private final Tokens tokens;
    private final Roster roster;
    private final Berths berths;
    private final Gateway gateway;

    Upgrade(
            WebSocketSettings settings,
            Handshake handshake,
            CapturedChannels channels,
            Gateway gateway,
            Roster roster) {
        this.settings = settings;
        this.channels = channels;
        this.handshake = handshake;
        this.tokens = new Tokens(gateway.authenticator(), settings.authenticateWithinMillis());
        this.roster = roster;
        this.berths = new Berths(settings, gateway);
        this.gateway = gateway;
    }

    /// The connection that serves the request from now on: taken over, or refused.
    ServerConnection answer(ConnectionContext context, HttpPrologue prologue, Headers headers) {
        return switch (handshake.judge(requestOf(prologue, headers))) {
            case Verdict.Refused refused -> new Refused(context, refused.refusal());
            case Verdict.Accepted accepted
            when isOneTooMany(context, headers) -> new Refused(context, later(ErrorCode.RATE_LIMITED));
            case Verdict.Accepted accepted -> admit(context, accepted);
        };
    }

    private boolean isOneTooMany(ConnectionContext context, Headers headers) {
        List<String> forwardedFor = headers.values(HeaderNames.X_FORWARDED_FOR);
        return !channels.admit(context.localPeer(), context.remotePeer(), forwardedFor);
    }

    static HandshakeRequest requestOf(HttpPrologue prologue, Headers headers) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        headers.forEach(header -> lines.put(header.name(), header.allValues()));
        return new HandshakeRequest(prologue.method().text(), prologue.protocolVersion(), lines);
    }

    private ServerConnection admit(ConnectionContext context, Verdict.Accepted accepted) {
        return switch (roster.enter()) {
            case Roster.Admission.Admitted admitted -> authenticate(context, accepted, admitted.place());
            case Roster.Admission.Full full -> {
                gateway.limitHit("webSockets");
                yield new Refused(context, later(ErrorCode.RATE_LIMITED));
            }
            case Roster.Admission.Closed closed -> new Refused(context, later(ErrorCode.SHUTTING_DOWN));
        };
    }

    private ServerConnection authenticate(ConnectionContext context, Verdict.Accepted accepted, Roster.Place place) {
        if (accepted.token().isEmpty()) {
            return takeOver(context, accepted, Optional.empty(), place);
        }
        return switch (tokens.judge(accepted.token().get(), later(ErrorCode.INTERNAL))) {
            case Tokens.Judged.Good good -> takeOver(context, accepted, Optional.of(good.identity()), place);
            case Tokens.Judged.Bad bad -> {
                place.leave();
                if (bad.refusal().code() == ErrorCode.INTERNAL) {
                    gateway.limitHit("authenticateWithin");
                }
                yield new Refused(context, bad.refusal());
            }
        };
    }

    private Refusal later(ErrorCode code) {
        return Refusal.later(code, settings.retryAfterSeconds());
    }

    private ServerConnection takeOver(
            ConnectionContext context, Verdict.Accepted accepted, Optional<Identity> identity, Roster.Place place) {
        Peer peer = new Peer(addressOf(context), identity, accepted.token());
        return new TakenOver(
                context,
                new TakenOver.Takeover() {
                    @Override
                    public SocketChannel channel() {
                        return channels.take(context)
                                .orElseThrow(() -> new CloseConnectionException("closed during the handshake"));
                    }

                    @Override
                    public ByteBuffer answer() {
                        return ByteBuffer.wrap(accepted.response().getBytes(US_ASCII));
                    }

                    @Override
                    public void begin(SocketChannel channel, ByteBuffer early, Runnable onGone) {
                        berths.next().begin(channel, early, peer, place, onGone);
                    }
                },
                place::leave);
    }

    private static String addressOf(ConnectionContext context) {
        return context.remotePeer().address() instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress()
                : "local";
    }
}
