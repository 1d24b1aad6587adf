package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.gateway.Gateway;
import dev.parley.listener.Listener;
import dev.parley.listener.ListenerSettings;
import dev.parley.testkit.contracts.transport.DialogueClient;
import dev.parley.testkit.contracts.transport.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A WebSocket, as the contract suites speak over one.
final class RawDialogue implements DialogueClient {
    private static final int CLOSE = 8;

    private final RawClient client;

    RawDialogue(int port) {
        try {
            client = RawClient.dial(port);
            String answer = client.request(RawClient.HEAD + "\r\n");
            if (!answer.startsWith("HTTP/1.1 101 ")) {
                throw new AssertionError("not upgraded: " + answer);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The transport on a free port.
    record Serving(Listener listener) implements Endpoint {
        static Serving start(Gateway gateway) {
            return new Serving(Listener.start(
                    ListenerSettings.DEFAULTS.at("127.0.0.1", 0),
                    List.of(new WebSocketTransport(EchoServer.QUIET)),
                    gateway));
        }

        int port() {
            return listener.port();
        }

        @Override
        public void drain(Duration spread) {
            listener.drain(spread);
        }

        @Override
        public void close() {
            listener.close();
        }
    }

    @Override
    public void send(String message) {
        try {
            client.text(message);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public String receive() {
        try {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            RawClient.Frame frame;
            do {
                frame = client.frame();
                if (frame.opcode() == CLOSE) {
                    throw new AssertionError("closed with " + frame.closeCode());
                }
                byte[] part = new byte[frame.payload().remaining()];
                frame.payload().get(part);
                message.writeBytes(part);
            } while (!frame.fin());
            return message.toString(UTF_8);
        } catch (IOException broken) {
            throw new AssertionError("nothing came", broken);
        }
    }

    @Override
    public boolean isOver() {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        try {
            while (System.nanoTime() < giveUp) {
                if (client.frame().opcode() == CLOSE) {
                    return true;
                }
            }
            return false;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
