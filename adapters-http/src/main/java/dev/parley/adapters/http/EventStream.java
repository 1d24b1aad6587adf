package dev.parley.adapters.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.application.delivery.Ending;
import dev.parley.application.events.EventAnswers;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.gateway.Conversation;
import dev.parley.gateway.Framing;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Guest;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Outlet;
import dev.parley.protocol.rpc.Params;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client that listens to events: first a subscription without a socket, so that a refusal is an ordinary HTTP
/// answer; then the socket itself, taken from Helidon and served without blocking, as a WebSocket is. Confined to its
/// loop, but for [#awaitGone].
final class EventStream implements Outlet {
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(US_ASCII);
    private static final int DISCARD_BYTES = 1024;

    private final Loop loop;
    private final long heartbeatNanos;
    private final CountDownLatch gone = new CountDownLatch(1);
    private @Nullable Conversation conversation;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private Lane.Timer heartbeat = () -> {};
    private SseFraming framing = new SseFraming(0);
    private boolean over;

    EventStream(Loop loop, long heartbeatMillis) {
        this.loop = loop;
        this.heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(heartbeatMillis);
    }

    Loop loop() {
        return loop;
    }

    /// From any thread.
    ///
    /// @param begun told on the loop
    void follow(Gateway gateway, Guest who, Params what, Reply<Outcome<EventAnswers.Subscribed>> begun) {
        loop.execute(() -> {
            if (over) {
                return;
            }
            conversation = gateway.follow(who, what, loop, this, outcome -> {
                if (outcome instanceof Outcome.Done<EventAnswers.Subscribed>(EventAnswers.Subscribed it)) {
                    framing = new SseFraming(it.epoch());
                }
                begun.accept(outcome);
            });
        });
    }

    /// From any thread: what has gathered is written, and what comes from now on.
    ///
    /// @param head of the HTTP answer; a fresh socket's send buffer takes it at once
    void serve(SocketChannel socket, ByteBuffer head) {
        loop.execute(() -> {
            channel = socket;
            if (over) {
                close(socket);
                return;
            }
            try {
                socket.configureBlocking(false);
                key = loop.register(socket, SelectionKey.OP_READ, this::ready);
                socket.write(head);
                if (head.hasRemaining()) {
                    end(Ending.CLIENT_LOST);
                    return;
                }
                heartbeat = loop.after(heartbeatNanos, this::beat);
                drained();
            } catch (IOException broken) {
                end(Ending.CLIENT_LOST);
            }
        });
    }

    /// Waits, whatever interrupts come: were the thread to leave earlier, Helidon would close the socket under the
    /// loop.
    void awaitGone() {
        boolean interrupted = false;
        while (gone.getCount() > 0) {
            try {
                gone.await();
            } catch (InterruptedException notYet) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public boolean write(ByteBuffer frames) {
        if (over) {
            frames.position(frames.limit());
            return true;
        }
        return channel != null && write(channel, frames);
    }

    private boolean write(SocketChannel socket, ByteBuffer frames) {
        try {
            int written;
            do {
                written = socket.write(frames);
            } while (written > 0 && frames.hasRemaining());
            watch(frames.hasRemaining());
            return !frames.hasRemaining();
        } catch (IOException broken) {
            frames.position(frames.limit());
            loop.execute(() -> end(Ending.CLIENT_LOST));
            return true;
        }
    }

    private void watch(boolean writing) {
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_READ | (writing ? SelectionKey.OP_WRITE : 0));
        }
    }

    /// A listener has nothing to say; that it leaves is heard here.
    @Override
    public void reading(boolean on) {}

    /// No farewell: whoever comes back brings the id of the last event that he has.
    @Override
    public void end(Ending why) {
        if (over) {
            return;
        }
        over = true;
        heartbeat.cancel();
        if (channel != null) {
            close(channel, why);
        }
        gone.countDown();
        if (conversation != null) {
            conversation.ended(why);
        }
    }

    /// The server stops: the stream ends, with the time after which its client should come back.
    void dismiss(int comeBackMillis) {
        if (!over && channel != null && key != null && key.isValid() && key.interestOps() == SelectionKey.OP_READ) {
            write(channel, ByteBuffer.wrap(("retry: " + comeBackMillis + "\n\n").getBytes(US_ASCII)));
        }
        end(Ending.SHUTTING_DOWN);
    }

    private void ready(SelectionKey ready) {
        if (ready.isValid() && ready.isWritable()) {
            watch(false);
            drained();
        }
        if (ready.isValid() && ready.isReadable() && !readOn()) {
            end(Ending.CLIENT_LOST);
        }
    }

    /// @return false at the end
    private boolean readOn() {
        try {
            return channel != null && channel.read(ByteBuffer.allocate(DISCARD_BYTES)) >= 0;
        } catch (IOException broken) {
            return false;
        }
    }

    private void drained() {
        if (conversation != null) {
            conversation.drained();
        }
    }

    private void beat() {
        if (conversation != null && !over) {
            conversation.send(ByteBuffer.wrap(HEARTBEAT));
            heartbeat = loop.after(heartbeatNanos, this::beat);
        }
    }

    /// What the kernel still holds for a peer that does not read is dropped.
    private static void close(SocketChannel socket, Ending why) {
        try {
            if (why == Ending.TOO_SLOW) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException alreadyBroken) {
            close(socket);
            return;
        }
        close(socket);
    }

    private static void close(SocketChannel socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // nothing is left to be done with it
        }
    }
}
