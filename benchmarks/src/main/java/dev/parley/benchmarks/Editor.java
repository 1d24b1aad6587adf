package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// One editor of a session: has one patch in flight at most, as the protocol wants it, and keeps later ones
/// with the time they were meant for.
final class Editor {
    private final Client client;
    private final String session;
    private final List<Integer> others;
    private final Latency acknowledged;
    private final LastViewer<String> last;
    private final Queue<Edit> waiting = new ArrayDeque<>();
    private long epoch;
    private long version;
    private long clientSeq;
    private boolean inFlight;

    private record Edit(long intended, String path) {}

    Editor(Client client, String session, List<Integer> others, Latency acknowledged, LastViewer<String> last) {
        this.client = client;
        this.session = session;
        this.others = others;
        this.acknowledged = acknowledged;
        this.last = last;
    }

    int number() {
        return client.number();
    }

    void join(ClientLoop loop) {
        Crew.ask(loop, client, "session.join", "{\"session\":\"" + session + "\"}", joined -> {
            epoch = joined.path("epoch").asLong();
            version = joined.path("version").asLong();
            clientSeq = joined.path("clientSeq").asLong();
        });
    }

    /// A patch is meant to be sent.
    void due(long intended, String path) {
        waiting.add(new Edit(intended, path));
        sendNext();
    }

    private void sendNext() {
        if (inFlight || waiting.isEmpty()) {
            return;
        }
        Edit edit = waiting.remove();
        clientSeq++;
        inFlight = true;
        last.begins(name(client.user(), clientSeq), edit.intended(), others);
        client.call("session.patch", params(edit.path()), answer -> {
            acknowledged.record(edit.intended(), System.nanoTime());
            version = Math.max(version, answer.path("version").asLong());
            inFlight = false;
            sendNext();
        });
    }

    private String params(String path) {
        return "{\"session\":\"" + session + "\",\"epoch\":" + epoch + ",\"baseVersion\":" + version
                + ",\"clientSeq\":" + clientSeq + ",\"patch\":[{\"op\":\"replace\",\"path\":\"" + path
                + "\",\"value\":\"Edit " + clientSeq + " of " + client.user() + "\"}]}";
    }

    /// A patch of another.
    void saw(JsonNode patched, long now) {
        version = Math.max(version, patched.path("version").asLong());
        String by = patched.path("by").path("user").asText();
        last.seen(name(by, patched.path("clientSeq").asLong()), number(), now);
    }

    private static String name(String user, long clientSeq) {
        return user + "/" + clientSeq;
    }
}
