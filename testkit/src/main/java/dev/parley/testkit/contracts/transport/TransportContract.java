package dev.parley.testkit.contracts.transport;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.JsonString;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.gateway.Gateway;
import dev.parley.protocol.json.JsonReader;
import dev.parley.testkit.LiveGateway;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What the suites for transports share: the real gateway, served by the transport under test.
public abstract class TransportContract {
    static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int DEPTH = 100;

    /// Narrow, so that a client that does not read is cut within the patience of a test.
    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(256 * 1024, 100, 64, 32, 1_000, 256 * 1024, 16 * 1024, 1_000, 60_000);

    private final LiveGateway live = LiveGateway.start(LIMITS);
    private Optional<Endpoint> endpoint = Optional.empty();

    /// Opens the transport on a free port of the loopback address.
    protected abstract Endpoint serve(Gateway gateway) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        endpoint = Optional.of(serve(live.gateway()));
    }

    @AfterEach
    final void close() {
        endpoint.ifPresent(Endpoint::close);
        live.close();
    }

    final void drain() {
        endpoint.orElseThrow().drain(Duration.ZERO);
    }

    /// Connections that have said `connect` and live.
    final int connected() {
        return live.connected();
    }

    static void await(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("not within " + DEADLINE);
            }
            Thread.onSpinWait();
        }
    }

    static String request(String id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}".formatted(id, method, params);
    }

    static String notification(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params);
    }

    static String publish(String topic, String data) {
        return request("1", "events.publish", "{\"topic\":\"%s\",\"data\":%s}".formatted(topic, data));
    }

    static Json json(String text) {
        return switch (JsonReader.read(text.getBytes(StandardCharsets.UTF_8), DEPTH)) {
            case JsonReader.Value(Json value) -> value;
            case JsonReader.Malformed bad -> throw new AssertionError("not JSON: " + text);
            case JsonReader.Inexact bad -> throw new AssertionError("not exact: " + text);
        };
    }

    static Optional<Json> find(Json from, String pointer) {
        Json value = from;
        for (String token : JsonPointer.parse(pointer).orElseThrow().tokens()) {
            if (!(value instanceof JsonObject object) || object.member(token).isEmpty()) {
                return Optional.empty();
            }
            value = object.member(token).get();
        }
        return Optional.of(value);
    }

    static Json at(Json from, String pointer) {
        return find(from, pointer).orElseThrow(() -> new AssertionError("no " + pointer + " in " + from));
    }

    static String text(Json from, String pointer) {
        return at(from, pointer) instanceof JsonString(String value) ? value : "";
    }

    static long number(Json from, String pointer) {
        return at(from, pointer) instanceof JsonNumber(double value) ? (long) value : -1;
    }
}
