package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One signed-in user: JSON-RPC over a [Connection].
final class Client implements Receiver {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Where `{"jsonrpc":"2.0","` ends and `id` or `method` begins.
    private static final int KIND = 18;

    private final String user;
    private final String token;
    private final int number;
    private final Notices notices;
    private final Incidents incidents;
    private final Map<Long, Call> waiting = new HashMap<>();
    private @Nullable Connection connection;
    private long lastId;
    private boolean ready;
    private Runnable burst = () -> {};

    /// @param number of this client in its scenario
    Client(String user, String token, int number, Notices notices, Incidents incidents) {
        this.user = user;
        this.token = token;
        this.number = number;
        this.notices = notices;
        this.incidents = incidents;
    }

    String user() {
        return user;
    }

    String device() {
        return user + "-device";
    }

    int number() {
        return number;
    }

    /// What is queued behind `connect` whenever this client connects, and goes out with it.
    void behindConnect(Runnable queued) {
        burst = queued;
    }

    /// Whether `connect` was answered.
    boolean isReady() {
        return ready;
    }

    int unanswered() {
        return waiting.size();
    }

    /// Who waits for an answer.
    ///
    /// @param refused runs where there was no result; that it was refused is an incident besides
    private record Call(Consumer<JsonNode> answer, Runnable refused) {}

    /// Sends a request.
    ///
    /// @param answer gets the result; a refusal is an incident instead
    void call(String method, String params, Consumer<JsonNode> answer) {
        queue(method, params, answer);
        flush();
    }

    /// As [#call]; goes out with the next [#flush].
    void queue(String method, String params, Consumer<JsonNode> answer) {
        queue(method, params, answer, () -> {});
    }

    /// @param refused runs where there is no result
    void queue(String method, String params, Consumer<JsonNode> answer, Runnable refused) {
        long id = ++lastId;
        waiting.put(id, new Call(answer, refused));
        connected()
                .queue("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params
                        + "}");
    }

    void notify(String method, String params) {
        connected().queue("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}");
        flush();
    }

    void flush() {
        connected().flush();
    }

    void drop() {
        connected().drop();
        waiting.clear();
        ready = false;
    }

    /// Reads nothing more, and stays.
    void stall() {
        connected().stall();
    }

    private Connection connected() {
        if (connection == null) {
            throw new IllegalStateException(user + " is not connected");
        }
        return connection;
    }

    @Override
    public void opened(Connection open) {
        connection = open;
        queue("connect", "{\"token\":\"" + token + "\",\"device\":\"" + device() + "\"}", answer -> ready = true);
        burst.run();
    }

    @Override
    public void message(ByteBuffer buffer, int at, int length) {
        if (buffer.get(at + KIND) == 'm') {
            notices.notice(this, buffer, at, length);
        } else {
            answered(read(buffer, at, length));
        }
    }

    private void answered(JsonNode answer) {
        Optional<Call> asked =
                Optional.ofNullable(waiting.remove(answer.path("id").asLong()));
        if (answer.has("error")) {
            incidents.add(refusal(answer.path("error")));
            asked.ifPresent(call -> call.refused().run());
        } else {
            asked.ifPresent(call -> call.answer().accept(answer.path("result")));
        }
    }

    private static String refusal(JsonNode error) {
        return error.path("data").path("code").asText() + ": "
                + error.path("message").asText();
    }

    @Override
    public void ended(String why) {
        incidents.add("connection ended: " + why);
    }

    static JsonNode read(ByteBuffer buffer, int at, int length) {
        byte[] text = new byte[length];
        buffer.get(at, text);
        try {
            return MAPPER.readTree(text);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
