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
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What Helidon sees of an upgraded connection: a thread that answers 101, hands the socket to a loop and waits.
///
/// It waits until the loop has closed the socket, whatever interrupts come: were it to leave earlier, Helidon would
/// close the socket under the loop, or write an HTTP error between its frames.
final class TakenOver implements ServerConnection {
    private static final System.Logger LOGGER = System.getLogger(TakenOver.class.getName());

    private static final byte[] NOTHING = {};

    private final ConnectionContext context;
    private final Runnable over;
    private @Nullable Takeover takeover;
    private volatile boolean gone;

    /// @param over told when nothing will begin, or all is over
    TakenOver(ConnectionContext context, Takeover takeover, Runnable over) {
        this.context = context;
        this.takeover = takeover;
        this.over = over;
    }

    /// The steps that need to know more than the socket.
    interface Takeover {
        /// The socket below the connection.
        SocketChannel channel();

        /// The whole 101 answer.
        ByteBuffer answer();

        /// Begins the connection on its loop; `onGone` is told once the socket is closed.
        void begin(SocketChannel channel, ByteBuffer early, Runnable onGone);
    }

    @Override
    public void handle(Limit limit) {
        try {
            begin();
            awaitEnd();
        } catch (IOException | RuntimeException lost) {
            // The only exception that Helidon does not answer with an HTTP error.
            throw new CloseConnectionException("lost during the handshake", lost);
        } finally {
            over.run();
        }
    }

    /// Nothing of the handshake is held while the connection lives.
    private void begin() throws IOException {
        Takeover opening = takeover;
        takeover = null;
        if (opening == null) {
            throw new IOException("begun already");
        }
        SocketChannel channel = opening.channel();
        ByteBuffer early = early();
        channel.configureBlocking(false);
        answer(channel, opening.answer());
        Thread waiting = Thread.currentThread();
        opening.begin(channel, early, () -> {
            gone = true;
            LockSupport.unpark(waiting);
        });
    }

    /// A fresh socket's send buffer takes a handshake answer at once.
    private static void answer(SocketChannel channel, ByteBuffer answer) throws IOException {
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
        while (!gone) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
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
