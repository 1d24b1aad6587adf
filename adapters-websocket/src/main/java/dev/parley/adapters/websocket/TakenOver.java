package dev.parley.adapters.websocket;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// What Helidon sees of an upgraded connection: a thread that answers 101, hands the socket to a loop and waits.
///
/// It waits until the loop has closed the socket, whatever interrupts come: were it to leave earlier, Helidon would
/// close the socket under the loop, or write an HTTP error between its frames.
final class TakenOver implements ServerConnection {
    private static final System.Logger LOGGER = System.getLogger(TakenOver.class.getName());

    private static final byte[] NOTHING = {};

    private final ConnectionContext context;
    private final Takeover takeover;
    private final CountDownLatch gone = new CountDownLatch(1);

    TakenOver(ConnectionContext context, Takeover takeover) {
        this.context = context;
        this.takeover = takeover;
    }

    /// The steps that need to know more than the socket.
    interface Takeover {
        /// The socket below the connection.
        SocketChannel channel();

        /// The whole 101 answer.
        ByteBuffer answer();

        /// Begins the connection on its loop; `onGone` is told once the socket is closed.
        void begin(SocketChannel channel, ByteBuffer early, Runnable onGone);

        /// Nothing will begin, or all is over.
        void over();
    }

    @Override
    public void handle(Limit limit) {
        try {
            SocketChannel channel = takeover.channel();
            ByteBuffer early = early();
            channel.configureBlocking(false);
            answer(channel);
            takeover.begin(channel, early, gone::countDown);
            awaitEnd();
        } catch (IOException | RuntimeException lost) {
            // The only exception that Helidon does not answer with an HTTP error.
            throw new CloseConnectionException("lost during the handshake", lost);
        } finally {
            takeover.over();
        }
    }

    /// A fresh socket's send buffer takes a handshake answer at once.
    private void answer(SocketChannel channel) throws IOException {
        ByteBuffer answer = takeover.answer();
        channel.write(answer);
        if (answer.hasRemaining()) {
            throw new IOException("the peer takes no answer");
        }
    }

    /// What came in the same packets as the request, and is in Helidon's buffer. To read nothing from it would
    /// block.
    private ByteBuffer early() {
        int available = context.dataReader().available();
        return ByteBuffer.wrap(available == 0 ? NOTHING : context.dataReader().readBytes(available));
    }

    private void awaitEnd() {
        while (gone.getCount() > 0) {
            try {
                gone.await();
            } catch (InterruptedException notYet) {
                LOGGER.log(Level.DEBUG, "interrupted, waiting on");
            }
        }
    }

    /// Never idle for Helidon: the heartbeat decides that.
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    /// Does nothing: the transport ends its connections itself, before Helidon stops.
    @Override
    public void close(boolean interrupt) {}
}
