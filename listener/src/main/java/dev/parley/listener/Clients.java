package dev.parley.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Who is behind a socket, and how many sockets one address has: its peer, counted when it is accepted, or whom a
/// trusted proxy speaks for, counted when a transport takes the socket over. Thread-safe.
final class Clients {
    private final TrustedProxies proxies;
    private final AddressQuota quota;
    private final Consumer<String> limitHit;

    /// @param limitHit hears of sockets that are too many
    Clients(TrustedProxies proxies, AddressQuota quota, Consumer<String> limitHit) {
        this.proxies = proxies;
        this.quota = quota;
        this.limitHit = limitHit;
    }

    /// @return false where the peer has used up its quota
    boolean accept(SocketChannel channel) throws IOException {
        Optional<InetAddress> peer = addressOf(channel.getRemoteAddress());
        return peer.isEmpty() || proxies.contain(peer.get()) || admit(peer.get(), channel);
    }

    /// @return false where whoever is behind a proxy has used up his quota
    boolean takeOver(SocketAddress peer, List<String> forwardedFor, SocketChannel channel) {
        Optional<InetAddress> proxy = addressOf(peer).filter(proxies::contain);
        return proxy.flatMap(trusted -> proxies.client(trusted, forwardedFor))
                .map(client -> admit(client, channel))
                .orElse(true);
    }

    private boolean admit(InetAddress address, SocketChannel channel) {
        boolean admitted = quota.admit(address, channel);
        if (!admitted) {
            limitHit.accept("connectionsPerAddress");
        }
        return admitted;
    }

    private static Optional<InetAddress> addressOf(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet ? Optional.of(inet.getAddress()) : Optional.empty();
    }
}
