package dev.parley.server;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.JsonString;
import dev.parley.protocol.json.JsonReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A client over the JDK's own WebSocket, as somebody else would write one. Messages are kept in their order; whoever
/// waits for one does so with a deadline.
public final class TestClient implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int DEPTH = 100;

    private final BlockingQueue<Json> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private long lastId;

    private TestClient(URI uri) {
        this.socket = http.newWebSocketBuilder()
                .subprotocols("parley.v1")
                .buildAsync(uri, new Listening())
                .join();
    }

    public static TestClient open(URI uri) {
        return new TestClient(uri);
    }

    /// Calls and waits for the whole answer; what comes before it is passed over.
    public Json call(String method, String params) {
        long id = ++lastId;
        send("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, params));
        return await(message -> has(message, "/id") && at(message, "/id").equals(JsonNumber.of(id)));
    }

    /// As [#call], for a call that must succeed.
    public Json result(String method, String params) {
        Json answer = call(method, params);
        return has(answer, "/result") ? at(answer, "/result") : fail(method, answer);
    }

    private static Json fail(String method, Json answer) {
        throw new AssertionError(method + " was refused: " + answer);
    }

    public void notify(String method, String params) {
        send("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params));
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /// The next message that fits; those before it are passed over.
    public Json await(Predicate<Json> fits) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            Json message = next(deadline - System.nanoTime());
            if (fits.test(message)) {
                return message;
            }
        }
    }

    /// The params of the next notification of this name.
    public Json notice(String method) {
        return at(
                await(message ->
                        has(message, "/method") && text(message, "/method").equals(method)),
                "/params");
    }

    private Json next(long nanos) {
        try {
            Json message = received.poll(nanos, TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("nothing came within " + DEADLINE);
            }
            return message;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// How many messages have come and were not asked for.
    public int waiting() {
        return received.size();
    }

    /// The close code, once there is one.
    public int closeCode() {
        return closed.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// Gone without a goodbye.
    public void vanish() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    public static boolean has(Json from, String pointer) {
        Json value = from;
        for (String token : JsonPointer.parse(pointer).orElseThrow().tokens()) {
            if (!(value instanceof JsonObject object) || object.member(token).isEmpty()) {
                return false;
            }
            value = object.member(token).get();
        }
        return true;
    }

    public static Json at(Json from, String pointer) {
        Json value = from;
        for (String token : JsonPointer.parse(pointer).orElseThrow().tokens()) {
            if (!(value instanceof JsonObject object)) {
                throw new AssertionError("no " + pointer + " in " + from);
            }
            value = object.member(token).orElseThrow(() -> new AssertionError("no " + pointer + " in " + from));
        }
        return value;
    }

    public static String text(Json from, String pointer) {
        return ((JsonString) at(from, pointer)).value();
    }

    public static long number(Json from, String pointer) {
        return (long) ((JsonNumber) at(from, pointer)).value();
    }

    public static Json json(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return switch (JsonReader.read(bytes, 0, bytes.length, DEPTH)) {
            case JsonReader.Value value -> value.json();
            case JsonReader.Malformed malformed -> throw new AssertionError(malformed + " in " + text);
            case JsonReader.Inexact inexact -> throw new AssertionError(inexact + " in " + text);
        };
    }

    private final class Listening implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                received.add(json(parts.toString()));
                parts.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
