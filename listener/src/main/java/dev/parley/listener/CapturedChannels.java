package dev.parley.listener;

import io.helidon.common.socket.PeerInfo;
import io.helidon.common.socket.SocketContext;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The accepted sockets that Helidon serves, seen through its socket options. Thread-safe.
///
/// A transport that upgrades a connection takes the channel out and serves it without blocking. Channels are found by
/// their two addresses: Helidon's own connection ids are identity hashes and may collide.
public final class CapturedChannels {
    private final ConcurrentHashMap<Ends, CapturedChannel> channels = new ConcurrentHashMap<>();

    private final Clients clients;

    CapturedChannels(Clients clients) {
        this.clients = clients;
    }

    /// Whether whoever is behind `connection` may have one more socket. Ask before taking it over: behind a trusted
    /// proxy he is known only from its request.
    ///
    /// @param forwardedFor the lines of `X-Forwarded-For`
    public boolean admit(PeerInfo local, PeerInfo remote, List<String> forwardedFor) {
        CapturedChannel captured = channels.get(new Ends(local.address(), remote.address()));
        return captured == null || clients.takeOver(remote.address(), forwardedFor, captured.channel());
    }

    /// The channel below `connection`, from now on the caller's to serve and to close. Empty where it is not there any
    /// more, because the guard closed it or somebody else took it.
    public Optional<SocketChannel> take(SocketContext connection) {
        return Optional.ofNullable(channels.remove(Ends.of(connection))).map(CapturedChannel::channel);
    }

    /// As [#take(SocketContext)], for a request's own two ends.
    public Optional<SocketChannel> take(PeerInfo local, PeerInfo remote) {
        return Optional.ofNullable(channels.remove(new Ends(local.address(), remote.address())))
                .map(CapturedChannel::channel);
    }

    void capture(SocketChannel channel, long headDeadline) throws IOException {
        Ends ends = new Ends(channel.getLocalAddress(), channel.getRemoteAddress());
        channels.put(ends, new CapturedChannel(channel, headDeadline));
    }

    Optional<CapturedChannel> find(SocketContext connection) {
        return Optional.ofNullable(channels.get(Ends.of(connection)));
    }

    Collection<CapturedChannel> present() {
        return channels.values();
    }

    private record Ends(SocketAddress local, SocketAddress remote) {
        static Ends of(SocketContext connection) {
            return new Ends(
                    connection.localPeer().address(), connection.remotePeer().address());
        }
    }
}
