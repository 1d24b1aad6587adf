package dev.parley.server;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.number;
import static dev.parley.server.TestClient.text;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A client that patches one session and publishes to one stream without pause, and after every end of its connection
/// comes back to where it was: what was not answered it sends again. It fails at the first hole or repetition.
final class ReturningClient implements AutoCloseable {
    private static final String SESSION = "shared";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final URI server;
    private final String user;
    private final Set<String> acknowledgedKeys = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledgedEvents = ConcurrentHashMap.newKeySet();
    private final List<Line.Over> ends = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile Throwable failure = new AssertionError("not failed");
    private volatile boolean finishing;
    private volatile boolean over;
    private volatile long version = 1;
    private volatile long offset;
    private long sessionEpoch;
    private long streamEpoch;
    private long lastSeq;
    private String unansweredPatch = "";
    private String unansweredEvent = "";

    ReturningClient(URI server, String user, long sessionEpoch, long streamEpoch) {
        this.server = server;
        this.user = user;
        this.sessionEpoch = sessionEpoch;
        this.streamEpoch = streamEpoch;
        this.thread = Thread.ofVirtual().name(user).start(this::live);
    }

    private void live() {
        try {
            while (!over) {
                oneConnection();
            }
        } catch (Throwable failed) {
            failure = failed;
            over = true;
        }
    }

    private void oneConnection() {
        try (Line line = new Line(server)) {
            resume(line);
            while (!over) {
                work(line);
            }
        } catch (Line.Over end) {
            ends.add(end);
        } catch (IOException nobodyThere) {
            Thread.onSpinWait();
        }
    }

    private void resume(Line line) throws Line.Over {
        result(line, "connect", "{\"token\":\"dev:%s\",\"device\":\"%s-1\"}".formatted(user, user));
        Json joined = result(
                line,
                "session.join",
                "{\"session\":\"%s\",\"since\":{\"epoch\":%d,\"version\":%d,\"pending\":true}}"
                        .formatted(SESSION, sessionEpoch, version));
        ((JsonArray) at(joined, "/patches")).items().forEach(this::stands);
        result(
                line,
                "events.subscribe",
                "{\"pattern\":\"news.**\",\"from\":{\"epoch\":%d,\"offset\":%d}}".formatted(streamEpoch, offset));
    }

    private void work(Line line) throws Line.Over {
        if (unansweredPatch.isEmpty() && !finishing) {
            long seq = ++lastSeq;
            unansweredPatch = "{\"session\":\"%s\",\"epoch\":%d,\"baseVersion\":%d,\"clientSeq\":%d,\"patch\":[%s]}"
                    .formatted(
                            SESSION,
                            sessionEpoch,
                            version,
                            seq,
                            "{\"op\":\"add\",\"path\":\"/" + key(seq) + "\",\"value\":" + seq + "}");
        }
        if (!unansweredPatch.isEmpty()) {
            Json answer = result(line, "session.patch", unansweredPatch);
            committed(number(answer, "/version"));
            acknowledgedKeys.add(key(lastSeq));
            unansweredPatch = "";
        }
        if (unansweredEvent.isEmpty() && !finishing) {
            unansweredEvent = user + "-" + lastSeq;
        }
        if (!unansweredEvent.isEmpty()) {
            result(
                    line,
                    "events.publish",
                    "{\"topic\":\"news.a\",\"id\":\"%s\",\"data\":1}".formatted(unansweredEvent));
            acknowledgedEvents.add(unansweredEvent);
            unansweredEvent = "";
        }
        line.here().ifPresent(this::told);
    }

    private String key(long seq) {
        return user + "-" + seq;
    }

    private Json result(Line line, String method, String params) throws Line.Over {
        Json answer = line.call(method, params, this::told);
        while (has(answer, "/error") && text(answer, "/error/data/code").equals("RATE_LIMITED")) {
            answer = line.call(method, params, this::told);
        }
        if (!has(answer, "/result")) {
            throw new AssertionError(method + " " + params + " was refused: " + answer);
        }
        return at(answer, "/result");
    }

    private void told(Json message) {
        switch (has(message, "/method") ? text(message, "/method") : "") {
            case "session.patched" -> stands(at(message, "/params"));
            case "event" -> {
                long next = number(message, "/params/offset");
                require(next == offset + 1, "event " + next + " after " + offset);
                offset = next;
            }
            default -> {}
        }
    }

    private void stands(Json change) {
        long next = number(change, "/version");
        require(next == version + 1, "version " + next + " after " + version);
        version = next;
    }

    /// An own patch: new, or found among the changes of a join before it was answered.
    private void committed(long at) {
        require(at <= version + 1, "acknowledged at " + at + " after " + version);
        version = Math.max(version, at);
    }

    private void require(boolean right, String what) {
        if (!right) {
            throw new AssertionError(user + ": " + what);
        }
    }

    /// Starts nothing new, listens on.
    void finish() {
        finishing = true;
    }

    void requireWell() {
        if (over) {
            throw new AssertionError(user + " failed", failure);
        }
    }

    boolean isAnswered() {
        return finishing && unansweredPatch.isEmpty() && unansweredEvent.isEmpty();
    }

    int acknowledged() {
        return Math.min(acknowledgedKeys.size(), acknowledgedEvents.size());
    }

    Set<String> acknowledgedKeys() {
        return acknowledgedKeys;
    }

    Set<String> acknowledgedEvents() {
        return acknowledgedEvents;
    }

    List<Line.Over> ends() {
        return ends;
    }

    long version() {
        return version;
    }

    long offset() {
        return offset;
    }

    /// Does not wait for its end; [#close] does.
    void stop() {
        over = true;
    }

    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(DEADLINE)) {
                throw new AssertionError(user + " did not end within " + DEADLINE);
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
