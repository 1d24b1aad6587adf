package dev.parley.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All connections of a scenario on one thread, the caller's: nothing is sent or heard but in [#turn], so
/// scenarios need no locks and the driver leaves the other core to the server.
final class ClientLoop implements AutoCloseable {
    private static final int READ_BYTES = 256 * 1024;
    private static final long MILLI = 1_000_000;

    private final @Nullable Endpoint usual;
    private final UnaryOperator<String> tokens;
    private final Selector selector;
    private final ByteBuffer shared = ByteBuffer.allocateDirect(READ_BYTES);

    /// For connections to several servers.
    ClientLoop() {
        this((Endpoint) null, Launch.DEV::token);
    }

    /// For connections to our own in `dev`, whose page is at `url`.
    ClientLoop(URI url) {
        this(Endpoint.parley(url), Launch.DEV::token);
    }

    ClientLoop(ServerProcess server) {
        this(server.endpoint(), server::token);
    }

    private ClientLoop(@Nullable Endpoint usual, UnaryOperator<String> tokens) {
        this.usual = usual;
        this.tokens = tokens;
        try {
            this.selector = Selector.open();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// What signs a user in over there.
    String token(String user) {
        return tokens.apply(user);
    }

    void open(Receiver receiver) {
        open(receiver, Objects.requireNonNull(usual, "there is no usual server"));
    }

    void open(Receiver receiver, Endpoint server) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            key.attach(new Connection(channel, key, server, receiver));
            channel.connect(server.address());
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot connect (is `ulimit -n` too low?)", broken);
        }
    }

    /// Handles what is ready. Sleeps for whole milliseconds only and spins through the rest of the last
    /// one, or everything would be sent up to a millisecond late.
    ///
    /// @param untilNanos returns by then, or as soon as something was ready
    void turn(long untilNanos) {
        long wait = untilNanos - System.nanoTime();
        try {
            if (wait >= MILLI) {
                selector.select(this::ready, wait / MILLI);
            } else {
                selector.selectNow(this::ready);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void ready(SelectionKey key) {
        if (key.isValid()) {
            ((Connection) key.attachment()).ready(shared);
        }
    }

    /// Turns until something is the case.
    void await(BooleanSupplier done, Duration most, String what) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + most + ": " + what);
            }
            turn(System.nanoTime() + 10 * MILLI);
        }
    }

    /// Turns for a while.
    void idle(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            turn(end);
        }
    }

    @Override
    public void close() {
        selector.keys().forEach(key -> ((Connection) key.attachment()).drop());
        try {
            selector.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
