package dev.parley.adapters.websocket;

import dev.parley.gateway.ConnectionLimits;
import dev.parley.listener.ListenerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The echo server that the Autobahn test suite is run against: started by `autobahn/run`, ends with its standard
/// input. The suite sends messages of 16 MiB and thousands of small fragments and pings, so those limits are wide
/// here.
final class AutobahnEcho {
    private static final int MESSAGE_BYTES = 16 * 1024 * 1024;
    private static final int PLENTY = 1_000_000;

    private AutobahnEcho() {}

    /// @param arguments the file that receives the port
    public static void main(String[] arguments) throws IOException {
        ConnectionLimits limits =
                new ConnectionLimits(MESSAGE_BYTES, 1, 1, 1, 10_000, MESSAGE_BYTES, MESSAGE_BYTES, 10_000, 60_000);
        try (EchoServer server = EchoServer.startWithBinary(
                ListenerSettings.DEFAULTS.at("127.0.0.1", 0),
                WebSocketSettings.DEFAULTS.withBudgets(PLENTY, PLENTY, PLENTY),
                limits)) {
            Files.writeString(Path.of(arguments[0]), Integer.toString(server.port()));
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}
