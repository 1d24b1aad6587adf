package dev.parley.listener;

import dev.parley.gateway.Loop;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Closes sockets whose peer sends a request too slowly or not at all. Helidon sets no such deadline.
///
/// It watches the progress of requests as a listener of Helidon's connections (their threads) and sweeps over the
/// sockets on one loop. A kept-alive connection that waits for its next request is Helidon's own idle timer's business.
final class AcceptGuard {
    private static final long MAX_SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ListenerSettings settings;
    private final CapturedChannels channels;
    private final Loop loop;
    private final Consumer<String> limitHit;
    private volatile boolean stopped;

    /// @param limitHit hears which deadline closed a socket
    AcceptGuard(ListenerSettings settings, CapturedChannels channels, Loop loop, Consumer<String> limitHit) {
        this.settings = settings;
        this.channels = channels;
        this.loop = loop;
        this.limitHit = limitHit;
    }

    void start() {
        loop.execute(this::sweep);
    }

    void stop() {
        stopped = true;
    }

    /// What Helidon reads.
    Http1ConnectionListener requests() {
        return new Http1ConnectionListener() {
            @Override
            public void prologue(ConnectionContext connection, HttpPrologue prologue) {
                channels.find(connection).ifPresent(AcceptGuard.this::headBegins);
            }

            @Override
            public void headers(ConnectionContext connection, Headers headers) {
                channels.find(connection).ifPresent(channel -> headComplete(channel, headers));
            }
        };
    }

    /// What Helidon writes.
    Http1ConnectionListener responses() {
        return new Http1ConnectionListener() {
            @Override
            public void status(ConnectionContext connection, Status status) {
                channels.find(connection).ifPresent(CapturedChannel::mayTakeItsTime);
            }
        };
    }

    private void headBegins(CapturedChannel channel) {
        channel.mustMoveBy(after(settings.headWithinMillis()), "headWithin");
    }

    private void headComplete(CapturedChannel channel, Headers headers) {
        if (hasBody(headers)) {
            channel.mustMoveBy(after(settings.bodyWithinMillis()), "bodyWithin");
        } else {
            channel.mayTakeItsTime();
        }
    }

    private static boolean hasBody(Headers headers) {
        return headers.contains(HeaderNames.CONTENT_LENGTH) || headers.contains(HeaderNames.TRANSFER_ENCODING);
    }

    private static long after(long millis) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void sweep() {
        long now = System.nanoTime();
        channels.present().removeIf(channel -> closedBy(now, channel));
        if (!stopped) {
            loop.after(sweepNanos(), this::sweep);
        }
    }

    private long sweepNanos() {
        return Math.min(MAX_SWEEP_NANOS, TimeUnit.MILLISECONDS.toNanos(settings.headWithinMillis()) / 4 + 1);
    }

    private boolean closedBy(long now, CapturedChannel captured) {
        Optional<String> overdue = captured.overdue(now);
        if (captured.isOpen() && overdue.isPresent()) {
            limitHit.accept(overdue.get());
            try {
                captured.channel().close();
            } catch (IOException alreadyBroken) {
                return true;
            }
        }
        return !captured.isOpen();
    }
}
