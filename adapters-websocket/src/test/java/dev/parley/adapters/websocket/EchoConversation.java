package dev.parley.adapters.websocket;

import dev.parley.application.delivery.Ending;
import dev.parley.gateway.Outlet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/// Sends back what it gets. A few texts are commands, so that a test can drive the server's side of an outlet.
class EchoConversation implements dev.parley.gateway.Conversation {
    private final Outlet outlet;
    private final Endings endings;
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();

    EchoConversation(Outlet outlet, Endings endings) {
        this.outlet = outlet;
        this.endings = endings;
    }

    /// What became of conversations.
    interface Endings {
        void ended(Ending why);
    }

    @Override
    public void received(ByteBuffer message) {
        String text = StandardCharsets.UTF_8.decode(message.duplicate()).toString();
        switch (text) {
            case "!fail" -> throw new IllegalStateException("asked to fail");
            case "!pause" -> outlet.reading(false);
            default -> command(text, message);
        }
    }

    private void command(String text, ByteBuffer message) {
        if (text.startsWith("!end ")) {
            outlet.end(Ending.valueOf(text.substring(5)));
        } else if (text.startsWith("!size ")) {
            say(outlet.framing(), new byte[Integer.parseInt(text.substring(6))]);
        } else {
            say(outlet.framing(), bytesOf(message));
        }
    }

    void resume() {
        outlet.reading(true);
    }

    void say(dev.parley.gateway.Framing framing, byte[] message) {
        ByteBuffer frame = ByteBuffer.allocate(framing.framedLength(message.length));
        framing.frame(message, frame);
        send(frame.flip());
    }

    static byte[] bytesOf(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return bytes;
    }

    @Override
    public void send(ByteBuffer frame) {
        waiting.add(frame);
        if (waiting.size() == 1) {
            drained();
        }
    }

    @Override
    public void drained() {
        while (!waiting.isEmpty() && outlet.write(waiting.element())) {
            waiting.remove();
        }
    }

    @Override
    public void ended(Ending why) {
        endings.ended(why);
    }

    /// Takes binary messages too.
    static final class WithBinary extends EchoConversation implements BinaryReceiver {
        WithBinary(Outlet outlet, Endings endings) {
            super(outlet, endings);
        }

        @Override
        public void receivedBinary(ByteBuffer message) {
            say(new ServerFraming(Opcode.BINARY), bytesOf(message));
        }
    }
}
