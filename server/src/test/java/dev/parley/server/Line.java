package dev.parley.server;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.has;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonNumber;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One WebSocket whose end is noticed at once by whoever waits for something on it. One thread.
final class Line implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /// A server in this very process that is stopped may lose one socket: Java's accept, interrupted the moment that it
    /// succeeds, throws and lets go of what it had. When a process ends its sockets end too, so only tests see it.
    static final int HANDSHAKE_MILLIS = 5_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private long lastId;

    /// A message, or the end.
    private record Said(Optional<Json> message, int code, String reason) {}

    /// The connection is over; 1006 where it was cut.
    static final class Over extends Exception {
        private static final long serialVersionUID = 1L;

        private final int code;
        private final String reason;

        Over(int code, String reason) {
            this.code = code;
            this.reason = reason;
        }

        int code() {
            return code;
        }

        String reason() {
            return reason;
        }
    }

    /// @throws IOException where nobody lets it in
    Line(URI server) throws IOException {
        try {
            socket = http.newWebSocketBuilder()
                    .subprotocols("parley.v1")
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.getPort() + "/v1/ws"), new Listening())
                    .orTimeout(HANDSHAKE_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException refused) {
            http.shutdownNow();
            throw new IOException(refused);
        }
    }

    /// The whole answer; what is told before it goes to `told`.
    Json call(String method, String params, Consumer<Json> told) throws Over {
        long id = ++lastId;
        try {
            socket.sendText(
                            "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                                    .formatted(id, method, params),
                            true)
                    .join();
        } catch (CompletionException closed) {
            // why is among what was said
        }
        while (true) {
            Json message = next();
            if (has(message, "/id") && at(message, "/id").equals(JsonNumber.of(id))) {
                return message;
            }
            told.accept(message);
        }
    }

    Json next() throws Over {
        Said next = poll(DEADLINE);
        if (next == null) {
            throw new AssertionError("nothing came within " + DEADLINE);
        }
        return next.message().orElseThrow(() -> new Over(next.code(), next.reason()));
    }

    /// What has come already.
    Optional<Json> here() throws Over {
        Said next = poll(Duration.ofMillis(10));
        return next == null
                ? Optional.empty()
                : Optional.of(next.message().orElseThrow(() -> new Over(next.code(), next.reason())));
    }

    private @Nullable Said poll(Duration limit) {
        try {
            return said.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private final class Listening implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                said.add(new Said(Optional.of(TestClient.json(parts.toString())), 0, ""));
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            said.add(new Said(Optional.empty(), code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            said.add(new Said(Optional.empty(), 1006, String.valueOf(error)));
        }
    }
}
