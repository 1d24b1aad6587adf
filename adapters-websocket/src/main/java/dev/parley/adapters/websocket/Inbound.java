package dev.parley.adapters.websocket;

import dev.parley.adapters.websocket.FrameDecoder.Part;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Everything about reading that needs no socket: bytes in, one event at a time out. One thread: the loop.
final class Inbound {
    private final FrameDecoder decoder;
    private final Assembly assembly;
    private final ControlFrames controls;
    private final long messageWithinNanos;
    private boolean timed;
    private long due;

    Inbound(WebSocketSettings settings, int maxMessageBytes, boolean takesBinary, long now) {
        this.decoder = new FrameDecoder(maxMessageBytes);
        this.assembly = new Assembly(maxMessageBytes, settings.maxFragments(), takesBinary);
        this.controls = new ControlFrames(
                new TokenBucket(settings.controlFramesPerSecond(), settings.controlFrameBurst(), now));
        this.messageWithinNanos = TimeUnit.MILLISECONDS.toNanos(settings.messageWithinMillis());
    }

    /// What a client said. Bytes are the caller's until it asks for the next.
    sealed interface Event {
        record Said(Message message) implements Event {}

        record Pinged(ByteBuffer payload) implements Event {}

        record Ponged() implements Event {}

        record Closed(Close close) implements Event {}
    }

    /// The next event in `in`, or empty once `in` is used up. A broken rule is thrown; nothing may be read after it.
    Optional<Event> next(ByteBuffer in, long now) {
        Optional<Part> part = decoder.next(in);
        while (part.isPresent()) {
            Optional<Event> event = take(part.get(), now);
            if (event.isPresent()) {
                return event;
            }
            part = decoder.next(in);
        }
        keepTime(now);
        return Optional.empty();
    }

    /// What is left of `in`, kept for later.
    static ByteBuffer rest(ByteBuffer in) {
        return ByteBuffer.allocate(in.remaining()).put(in).flip();
    }

    /// Whether something has begun that must be complete at [#dueAt].
    boolean unfinished() {
        return timed;
    }

    long dueAt() {
        return due;
    }

    boolean overdue(long now) {
        return timed && now - due >= 0;
    }

    /// Gives the message that has begun its full time again, after a pause that was ours.
    void restartClock(long now) {
        due = now + messageWithinNanos;
    }

    private Optional<Event> take(Part part, long now) {
        if (part.opcode().control()) {
            return controls.add(part, now).map(payload -> control(part.opcode(), payload));
        }
        Optional<Message> message = assembly.add(part);
        if (message.isPresent()) {
            timed = false;
        }
        return message.map(Event.Said::new);
    }

    private static Event control(Opcode opcode, ByteBuffer payload) {
        return switch (opcode) {
            case CLOSE -> new Event.Closed(Close.read(payload));
            case PING -> new Event.Pinged(payload);
            case PONG -> new Event.Ponged();
            case TEXT, BINARY, CONTINUATION -> throw new IllegalArgumentException("no control frame: " + opcode);
        };
    }

    /// A frame head that trickles in counts too; otherwise a peer could hold a connection with one byte.
    private void keepTime(long now) {
        boolean unfinished = assembly.open() || decoder.midFrame();
        if (unfinished && !timed) {
            due = now + messageWithinNanos;
        }
        timed = unfinished;
    }
}
