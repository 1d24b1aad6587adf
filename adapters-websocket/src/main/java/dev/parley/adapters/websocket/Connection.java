package dev.parley.adapters.websocket;

import dev.parley.application.delivery.Ending;
import dev.parley.gateway.Conversation;
import dev.parley.gateway.Framing;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Outlet;
import dev.parley.protocol.rpc.CloseCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.function.Consumer;

/// One upgraded WebSocket: carries bytes between the socket, the small machines and the conversation.
///
/// It decides nothing by itself: [Inbound] reads, [Heartbeat] asks, [Closing] ends. Whatever goes wrong in here ends
/// this connection and no other. Confined to its loop.
final class Connection implements Outlet {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Loop loop;
    private final ByteBuffer readBuffer;
    private final Runnable onGone;
    private final Consumer<String> limitHit;
    private final Inbound inbound;
    private final Heartbeat heartbeat;
    private final Closing closing;
    private final Alarm alarm;
    private final Wire wire;
    private final Conversation conversation;
    private boolean reading = true;
    private boolean ended;
    private ByteBuffer unread;

    /// Begins the dialogue. On the loop only.
    static Connection open(ConnectionParts parts) throws IOException {
        Connection connection = new Connection(parts);
        connection.guarded(() -> connection.start());
        return connection;
    }

    private Connection(ConnectionParts parts) throws IOException {
        WebSocketSettings settings = parts.settings();
        loop = parts.loop();
        readBuffer = parts.readBuffer();
        onGone = parts.onGone();
        limitHit = parts.gateway()::limitHit;
        unread = parts.early();
        long now = loop.nanoTime();
        heartbeat = new Heartbeat(settings.pingAfterMillis(), settings.pongWithinMillis(), parts.firstPing(), now);
        closing = new Closing(settings.lingerMillis());
        alarm = new Alarm(loop, () -> guarded(this::onAlarm));
        wire = new Wire(parts.channel(), loop, key -> guarded(() -> onReady(key)));
        conversation = parts.gateway().begin(parts.peer(), loop, this);
        inbound = new Inbound(
                settings, parts.gateway().limits().maxMessageBytes(), conversation instanceof BinaryReceiver, now);
    }

    @Override
    public Framing framing() {
        return ServerFraming.TEXT;
    }

    @Override
    public boolean write(ByteBuffer frames) {
        if (ended) {
            frames.position(frames.limit());
            return true;
        }
        try {
            return wrote(frames, wire.write(frames));
        } catch (IOException broken) {
            frames.position(frames.limit());
            loop.execute(() -> guarded(() -> gone(Ending.CLIENT_LOST)));
            return true;
        }
    }

    @Override
    public void reading(boolean on) {
        if (on == reading || !closing.open()) {
            return;
        }
        reading = on;
        if (on) {
            loop.execute(() -> guarded(this::readOn));
        } else {
            wire.reading(false);
        }
    }

    @Override
    public void end(Ending why) {
        end(why, "");
    }

    void end(Ending why, String reason) {
        guarded(() -> close(why, Closing.codeOf(why), reason));
    }

    private void start() {
        receive(unread);
        setAlarm();
    }

    private boolean wrote(ByteBuffer frames, boolean all) {
        if (all && closing.saidBy(frames)) {
            loop.execute(() -> guarded(this::goodbyeIsOut));
        }
        return all;
    }

    private void onReady(SelectionKey key) throws IOException {
        if (key.isValid() && key.isWritable()) {
            wire.writable();
            if (!ended) {
                conversation.drained();
            }
        }
        if (key.isValid() && key.isReadable()) {
            read();
        }
    }

    private void read() throws IOException {
        readBuffer.clear();
        int size = wire.read(readBuffer);
        if (size < 0) {
            gone(Ending.CLIENT_LOST);
        } else if (size > 0 && closing.open()) {
            heartbeat.heard(loop.nanoTime());
            receive(readBuffer.flip());
        }
    }

    private void receive(ByteBuffer in) {
        long now = loop.nanoTime();
        while (closing.open() && reading) {
            var event = inbound.next(in, now);
            if (event.isEmpty()) {
                unread = NOTHING;
                setAlarm();
                return;
            }
            handle(event.get());
        }
        unread = closing.open() ? Inbound.rest(in) : NOTHING;
    }

    /// After a pause: first what was read before it, and only then the socket again.
    private void readOn() {
        if (!reading || !closing.open()) {
            return;
        }
        heartbeat.heard(loop.nanoTime());
        inbound.restartClock(loop.nanoTime());
        receive(unread);
        if (reading) {
            wire.reading(true);
        }
    }

    private void handle(Inbound.Event event) {
        switch (event) {
            case Inbound.Event.Said said -> deliver(said.message());
            case Inbound.Event.Pinged pinged -> conversation.send(FrameEncoder.control(Opcode.PONG, pinged.payload()));
            case Inbound.Event.Ponged ponged -> {}
            case Inbound.Event.Closed closed ->
                close(closed.close().ending(), closed.close().echo());
        }
    }

    private void deliver(Message message) {
        if (message.binary() && conversation instanceof BinaryReceiver receiver) {
            receiver.receivedBinary(message.bytes());
        } else {
            conversation.received(message.bytes());
        }
    }

    private void close(Ending why, CloseCode code, String reason) {
        close(why, Close.payload(code.number(), reason));
    }

    private void close(Ending why, ByteBuffer payload) {
        if (!closing.open()) {
            return;
        }
        ByteBuffer closeFrame = FrameEncoder.control(Opcode.CLOSE, payload);
        closing.begin(why, closeFrame, loop.nanoTime());
        alarm.noLaterThan(closing.dueAt());
        wire.reading(true);
        conversation.send(closeFrame);
    }

    private void goodbyeIsOut() throws IOException {
        if (closing.phase() == Closing.Phase.SAYING) {
            closing.said();
            tellEnd();
            wire.closeOurHalf();
        }
    }

    private void onAlarm() {
        long now = loop.nanoTime();
        if (!closing.open()) {
            endLinger(now);
        } else if (reading) {
            askPeer(now);
            hurryPeer(now);
        }
        setAlarm();
    }

    private void endLinger(long now) {
        if (now - closing.dueAt() >= 0) {
            limitHit.accept("linger");
            wire.reset();
            gone(closing.why());
        }
    }

    private void askPeer(long now) {
        switch (heartbeat.step(now)) {
            case WAIT -> {}
            case PING -> conversation.send(FrameEncoder.control(Opcode.PING, NOTHING.duplicate()));
            case DEAD -> {
                limitHit.accept("pongWithin");
                wire.reset();
                gone(Ending.CLIENT_LOST);
            }
        }
    }

    private void hurryPeer(long now) {
        if (inbound.overdue(now)) {
            throw Violation.limit("messageWithin", CloseCode.POLICY_VIOLATION, "message too slow");
        }
    }

    /// A peer that we do not read has no deadlines.
    private void setAlarm() {
        if (closing.open() && reading) {
            alarm.noLaterThan(heartbeat.dueAt());
            if (inbound.unfinished()) {
                alarm.noLaterThan(inbound.dueAt());
            }
        } else if (!closing.open() && closing.phase() != Closing.Phase.GONE) {
            alarm.noLaterThan(closing.dueAt());
        }
    }

    private void gone(Ending reason) {
        if (closing.gone(reason)) {
            alarm.cancel();
            wire.close();
            tellEnd();
            onGone.run();
        }
    }

    private void tellEnd() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            conversation.ended(closing.why());
        } catch (RuntimeException fault) {
            conversation.about().log(Connection.class, "a conversation failed at its end", fault);
        }
    }

    private void guarded(Step step) {
        try {
            step.run();
        } catch (Violation broken) {
            broken.limit().ifPresent(limitHit);
            close(Ending.PROTOCOL_ERROR, broken.closeCode(), broken.reason());
        } catch (IOException broken) {
            gone(Ending.CLIENT_LOST);
        } catch (RuntimeException | StackOverflowError fault) {
            fail("correlation " + conversation.about().log(Connection.class, "a connection failed", fault));
        }
    }

    private void fail(String reason) {
        if (!closing.open()) {
            gone(Ending.INTERNAL);
            return;
        }
        try {
            close(Ending.INTERNAL, Closing.codeOf(Ending.INTERNAL), reason);
        } catch (RuntimeException again) {
            gone(Ending.INTERNAL);
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
