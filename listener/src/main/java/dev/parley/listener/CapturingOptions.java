package dev.parley.listener;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Socket options that see each accepted socket pass: the one public place where Helidon shows its channels.
///
/// Refusing a socket is throwing: Helidon then closes it, and it has no other way to say no.
final class CapturingOptions implements SocketOptions {
    private final SocketOptions options;
    private final CapturedChannels channels;
    private final Clients clients;
    private final long headWithinNanos;

    CapturingOptions(ListenerSettings settings, CapturedChannels channels, Clients clients) {
        this.options = SocketOptions.builder()
                .tcpNoDelay(true)
                .socketSendBufferSize(settings.sendBufferBytes())
                .build();
        this.channels = channels;
        this.clients = clients;
        this.headWithinNanos = TimeUnit.MILLISECONDS.toNanos(settings.headWithinMillis());
    }

    @Override
    public void configureSocket(SocketChannel channel) {
        try {
            if (!clients.accept(channel)) {
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
