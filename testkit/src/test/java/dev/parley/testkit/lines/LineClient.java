package dev.parley.testkit.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.gateway.Gateway;
import dev.parley.gateway.Transport;
import dev.parley.gateway.TransportSettings;
import dev.parley.gateway.Transports;
import dev.parley.testkit.contracts.transport.DialogueClient;
import dev.parley.testkit.contracts.transport.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// The other end of a connection of lines.
final class LineClient implements DialogueClient {
    private final Socket socket = new Socket();
    private final BufferedReader in;

    LineClient(int port) {
        try {
            socket.setReceiveBufferSize(4 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(10_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The transport, found and not named.
    record Serving(LinesTransport transport, Transport.Running running) implements Endpoint {
        static Serving start(Gateway gateway) {
            LinesTransport found = Transports.found(TransportSettings.none()).stream()
                    .filter(LinesTransport.class::isInstance)
                    .map(LinesTransport.class::cast)
                    .findFirst()
                    .orElseThrow();
            return new Serving(found, found.open(gateway));
        }

        int port() {
            return transport.port();
        }

        @Override
        public void drain(Duration spread) {
            running.drain(spread);
        }

        @Override
        public void close() {
            running.close();
        }
    }

    @Override
    public void send(String message) {
        try {
            socket.getOutputStream().write((message.replace('\n', ' ') + "\n").getBytes(UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public String receive() {
        try {
            String line = in.readLine();
            if (line == null) {
                throw new AssertionError("closed");
            }
            return line;
        } catch (IOException broken) {
            throw new AssertionError("nothing came", broken);
        }
    }

    @Override
    public boolean isOver() {
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        try {
            while (in.readLine() != null) {
                if (System.nanoTime() > giveUp) {
                    return false;
                }
            }
            return true;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
