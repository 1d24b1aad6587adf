package dev.parley.adapters.http;

import dev.parley.adapters.http.SseClient.Sse;
import dev.parley.domain.events.Position;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonObject;
import dev.parley.gateway.Gateway;
import dev.parley.protocol.json.JsonReader;
import dev.parley.testkit.contracts.transport.DeliveryContract;
import dev.parley.testkit.contracts.transport.Endpoint;
import dev.parley.testkit.contracts.transport.ListeningClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

class SseDeliveryTest extends DeliveryContract {
    private static final int DEPTH = 100;

    private int port;

    @Override
    protected Endpoint serveListeners(Gateway served) {
        HttpCallsTest.Serving serving = HttpCallsTest.Serving.start(served);
        port = serving.listener().port();
        return serving;
    }

    @Override
    protected ListeningClient listening(String token, String pattern, Optional<Position> after) {
        try {
            String last = after.map(position -> "&lastEventId=" + position.epoch() + ":" + position.offset())
                    .orElse("");
            SseClient client = SseClient.open(port, "pattern=" + pattern + last, "Authorization: Bearer " + token);
            if (!client.next().name().equals("subscribed")) {
                throw new AssertionError("not subscribed");
            }
            return new Listening(client);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private record Listening(SseClient client) implements ListeningClient {
        @Override
        public Delivered next() {
            try {
                Sse sse = client.next();
                while (!sse.name().isEmpty()) {
                    sse = client.next();
                }
                String[] id = sse.id().split(":", 2);
                return new Delivered(Long.parseLong(id[0]), Long.parseLong(id[1]), event(sse.data()));
            } catch (IOException broken) {
                throw new AssertionError("nothing came", broken);
            }
        }

        private static Json event(String data) {
            return JsonReader.read(data.getBytes(StandardCharsets.UTF_8), DEPTH)
                            instanceof JsonReader.Value(JsonObject params)
                    ? params.member("event").orElseThrow()
                    : failed(data);
        }

        private static Json failed(String data) {
            throw new AssertionError("no event: " + data);
        }

        @Override
        public boolean isOver() {
            return client.isOver();
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
}
