package dev.parley.listener;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Socket options that see each accepted socket pass: the one public place where Helidon shows its channels.
///
/// Refusing a socket is throwing: Helidon then closes it, and it has no other way to say no.
final class CapturingOptions implements SocketOptions {
    private final SocketOptions options;
    private final CapturedChannels channels;
    private final AddressQuota quota;
    private final long headWithinNanos;
    private final Consumer<String> limitHit;

    /// @param limitHit hears of sockets that are too many
    CapturingOptions(ListenerSettings settings, CapturedChannels channels, Consumer<String> limitHit) {
        this.limitHit = limitHit;
        this.options = SocketOptions.builder()
                .tcpNoDelay(true)
                .socketSendBufferSize(settings.sendBufferBytes())
                .build();
        this.channels = channels;
        this.quota = new AddressQuota(settings.maxConnectionsPerAddress());
        this.headWithinNanos = TimeUnit.MILLISECONDS.toNanos(settings.headWithinMillis());
    }

    @Override
    public void configureSocket(SocketChannel channel) {
        try {
            if (channel.getRemoteAddress() instanceof InetSocketAddress peer
                    && !quota.admit(peer.getAddress(), channel)) {
                limitHit.accept("connectionsPerAddress");
                throw new IllegalStateException("too many connections of one address");
            }
            options.configureSocket(channel);
            channels.capture(channel, System.nanoTime() + headWithinNanos);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return options.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return options.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return options.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return options.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return options.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return options.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return options.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return options.tcpNoDelay();
    }
}
