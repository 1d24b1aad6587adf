package dev.parley.gateway;

import dev.parley.application.delivery.Ending;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A socket that takes as many bytes as a test allows; messages are lines.
final class NarrowOutlet implements Outlet {
    private static final Framing LINES = new Framing() {
        @Override
        public int framedLength(int length) {
            return length + 1;
        }

        @Override
        public void frame(byte[] message, ByteBuffer into) {
            into.put(message).put((byte) '\n');
        }
    };

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean full;
    int room;
    Optional<Ending> ending = Optional.empty();

    NarrowOutlet(int room) {
        this.room = room;
    }

    @Override
    public Framing framing() {
        return LINES;
    }

    @Override
    public boolean write(ByteBuffer frames) {
        int count = Math.min(room, frames.remaining());
        for (int i = 0; i < count; i++) {
            taken.write(frames.get());
        }
        room -= count;
        full = frames.hasRemaining();
        return !full;
    }

    /// The peer reads: there is room for so many more bytes.
    void take(int more, Outbox outbox) {
        room += more;
        if (full && room > 0) {
            full = false;
            outbox.drained();
        }
    }

    List<String> messages() {
        String text = taken.toString(StandardCharsets.UTF_8);
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    @Override
    public void reading(boolean on) {}

    @Override
    public void end(Ending why) {
        ending = Optional.of(why);
    }
}
