package dev.parley.adapters.websocket;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/// A handshake that is answered with a refusal; the socket closes after it.
record Refused(ConnectionContext context, Refusal refusal) implements ServerConnection {
    @Override
    public void handle(Limit limit) {
        context.dataWriter().writeNow(BufferData.create(refusal.bytes()));
    }

    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {}
}
