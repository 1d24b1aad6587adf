package dev.parley.testkit.lines;

import dev.parley.application.delivery.Ending;
import dev.parley.gateway.Conversation;
import dev.parley.gateway.Framing;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Outlet;
import dev.parley.gateway.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Consumer;

/// One client. Confined to its loop.
final class LineConnection implements Outlet {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Loop loop;
    private final Conversation conversation;
    private final Consumer<LineConnection> onGone;
    /// What was read and is not a whole line yet, or waits because reading is off.
    private ByteBuffer unread;

    private boolean reading = true;
    private boolean writing;
    private boolean over;

    LineConnection(SocketChannel channel, Loop loop, Gateway gateway, Consumer<LineConnection> onGone)
            throws IOException {
        this.channel = channel;
        this.loop = loop;
        this.onGone = onGone;
        this.unread = ByteBuffer.allocate(gateway.limits().maxMessageBytes());
        this.key = loop.register(channel, SelectionKey.OP_READ, ready -> ready());
        this.conversation = gateway.begin(new Peer("loopback", Optional.empty(), Optional.empty()), loop, this);
    }

    Loop loop() {
        return loop;
    }

    private void ready() {
        if (key.isValid() && key.isWritable()) {
            writing = false;
            watch();
            conversation.drained();
        }
        if (key.isValid() && key.isReadable() && reading) {
            read();
        }
    }

    private void read() {
        try {
            if (channel.read(unread) < 0) {
                end(Ending.CLIENT_LOST);
            } else {
                takeLines();
            }
        } catch (IOException broken) {
            end(Ending.CLIENT_LOST);
        }
    }

    private void takeLines() {
        unread.flip();
        for (int end = lineEnd(); end >= 0 && reading && !over; end = lineEnd()) {
            ByteBuffer line = unread.slice(unread.position(), end - unread.position());
            unread.position(end + 1);
            conversation.received(line);
        }
        unread.compact();
        if (!unread.hasRemaining() && reading) {
            end(Ending.PROTOCOL_ERROR);
        }
    }

    private int lineEnd() {
        for (int at = unread.position(); at < unread.limit(); at++) {
            if (unread.get(at) == '\n') {
                return at;
            }
        }
        return -1;
    }

    @Override
    public Framing framing() {
        return LineFraming.LINES;
    }

    @Override
    public boolean write(ByteBuffer frames) {
        if (over) {
            frames.position(frames.limit());
            return true;
        }
        try {
            channel.write(frames);
            writing = frames.hasRemaining();
            watch();
            return !writing;
        } catch (IOException broken) {
            frames.position(frames.limit());
            loop.execute(() -> end(Ending.CLIENT_LOST));
            return true;
        }
    }

    /// What was read before comes first, and not within the call that asks for it.
    @Override
    public void reading(boolean on) {
        reading = on;
        watch();
        if (on) {
            loop.execute(this::takeLines);
        }
    }

    private void watch() {
        if (key.isValid()) {
            key.interestOps((reading ? SelectionKey.OP_READ : 0) | (writing ? SelectionKey.OP_WRITE : 0));
        }
    }

    /// The last line is out: whoever ends a connection has flushed it.
    @Override
    public void end(Ending why) {
        if (over) {
            return;
        }
        over = true;
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            key.cancel();
        }
        conversation.ended(why);
        onGone.accept(this);
    }
}
