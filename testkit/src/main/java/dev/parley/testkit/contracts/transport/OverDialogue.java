package dev.parley.testkit.contracts.transport;

import static dev.parley.testkit.contracts.transport.TransportContract.at;
import static dev.parley.testkit.contracts.transport.TransportContract.find;
import static dev.parley.testkit.contracts.transport.TransportContract.json;
import static dev.parley.testkit.contracts.transport.TransportContract.number;
import static dev.parley.testkit.contracts.transport.TransportContract.request;
import static dev.parley.testkit.contracts.transport.TransportContract.text;

import dev.parley.domain.events.Position;
import dev.parley.domain.json.Json;
import java.util.Optional;

/// Calling and listening over a connection, for transports that have them: the other two suites run unchanged.
public final class OverDialogue {
    private OverDialogue() {}

    /// Signs the connection in.
    public static CallingClient calling(DialogueClient connection, String token) {
        connect(connection, token);
        return new CallingClient() {
            @Override
            public String call(String message) {
                connection.send(message);
                return connection.receive();
            }

            @Override
            public void tell(String notification) {
                connection.send(notification);
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    /// Whether `connect` refuses the token.
    public static boolean refuses(DialogueClient connection, String token) {
        try (connection) {
            connection.send(request("0", "connect", "{\"token\":\"" + token + "\"}"));
            return text(json(connection.receive()), "/error/data/code").equals("UNAUTHENTICATED");
        }
    }

    /// Signs the connection in and subscribes.
    public static ListeningClient listening(
            DialogueClient connection, String token, String pattern, Optional<Position> after) {
        connect(connection, token);
        String from = after.map(position ->
                        ",\"from\":{\"epoch\":%d,\"offset\":%d}".formatted(position.epoch(), position.offset()))
                .orElse("");
        connection.send(request("1", "events.subscribe", "{\"pattern\":\"" + pattern + "\"" + from + "}"));
        long epoch = number(json(connection.receive()), "/result/epoch");
        return new ListeningClient() {
            @Override
            public Delivered next() {
                Json message = json(connection.receive());
                while (find(message, "/params/event").isEmpty()) {
                    message = json(connection.receive());
                }
                return new Delivered(epoch, number(message, "/params/offset"), at(message, "/params/event"));
            }

            @Override
            public boolean isOver() {
                return connection.isOver();
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    private static void connect(DialogueClient connection, String token) {
        connection.send(request("0", "connect", "{\"token\":\"" + token + "\"}"));
        at(json(connection.receive()), "/result");
    }
}
