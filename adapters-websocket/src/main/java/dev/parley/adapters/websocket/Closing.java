package dev.parley.adapters.websocket;

import dev.parley.application.delivery.Ending;
import dev.parley.protocol.rpc.CloseCode;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/// How a connection ends (RFC 6455 §7): our close frame waits its turn behind what was said before, then our half of
/// the socket closes and the rest is read and dropped until the peer has gone too, or the linger time is over.
///
/// What comes in after the first reason to end is ignored, a peer's own close frame included: it changes nothing any
/// more, and a server that says goodbye need not wait for the echo. Time is passed in. One thread: the loop.
final class Closing {
    private final long lingerNanos;
    private Phase phase = Phase.OPEN;
    private Ending why = Ending.CLIENT_LOST;
    private ByteBuffer farewell = ByteBuffer.allocate(0);
    private long due;

    Closing(long lingerMillis) {
        this.lingerNanos = TimeUnit.MILLISECONDS.toNanos(lingerMillis);
    }

    enum Phase {
        /// Nobody wants to end.
        OPEN,
        /// Our close frame is on its way through the queue.
        SAYING,
        /// Our close frame is with the kernel, and our half of the socket closed.
        SAID,
        /// The socket is closed.
        GONE
    }

    /// What a client is told; the code says what it must do next.
    static CloseCode codeOf(Ending why) {
        return switch (why) {
            case CLIENT_LEFT -> CloseCode.NORMAL;
            case CLIENT_LOST -> CloseCode.GOING_AWAY;
            case PROTOCOL_ERROR -> CloseCode.PARLEY_PROTOCOL;
            case SUPERSEDED -> CloseCode.SUPERSEDED;
            case BAD_TOKEN -> CloseCode.BAD_TOKEN;
            case TOKEN_EXPIRED -> CloseCode.TOKEN_EXPIRED;
            case RIGHTS_CHANGED -> CloseCode.REBALANCE;
            case NOT_CONNECTED -> CloseCode.NOT_CONNECTED;
            case TOO_SLOW -> CloseCode.SLOW_CONSUMER;
            case OVERLOADED -> CloseCode.OVERLOAD;
            case SHUTTING_DOWN -> CloseCode.RESTART;
            case INTERNAL -> CloseCode.INTERNAL_ERROR;
        };
    }

    Phase phase() {
        return phase;
    }

    boolean open() {
        return phase == Phase.OPEN;
    }

    /// The first reason that was given.
    Ending why() {
        return why;
    }

    void begin(Ending reason, ByteBuffer closeFrame, long now) {
        phase = Phase.SAYING;
        why = reason;
        farewell = closeFrame.duplicate();
        due = now + lingerNanos;
    }

    /// Whether `written`, now with the kernel to its limit, ends with our close frame: the last thing we ever say.
    boolean saidBy(ByteBuffer written) {
        int start = written.limit() - farewell.remaining();
        return phase == Phase.SAYING
                && start >= 0
                && written.slice(start, farewell.remaining()).equals(farewell);
    }

    void said() {
        phase = Phase.SAID;
    }

    /// @return whether the socket was there until now
    boolean gone(Ending reason) {
        if (phase == Phase.GONE) {
            return false;
        }
        if (phase == Phase.OPEN) {
            why = reason;
        }
        phase = Phase.GONE;
        return true;
    }

    /// When the socket is reset if the peer is still there. Only once closing has begun.
    long dueAt() {
        return due;
    }
}
