package dev.parley.benchmarks;

import java.util.ArrayDeque;
import java.util.Queue;

/// One editor of a document: has one patch in flight at most, as the protocol wants it, and keeps later ones
/// with the time they were meant for.
final class Editor {
    private final Client client;
    private final String session;
    private final PatchEvents events;
    private final Queue<Edit> waiting = new ArrayDeque<>();
    private long epoch;
    private long version;
    private long clientSeq;
    private boolean inFlight;

    private record Edit(long intended, String path) {}

    Editor(Client client, String session, PatchEvents events) {
        this.client = client;
        this.session = session;
        this.events = events;
    }

    int number() {
        return client.number();
    }

    String user() {
        return client.user();
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

    /// Drops what waits in the driver.
    void forget() {
        waiting.clear();
    }

    boolean isIdle() {
        return !inFlight && waiting.isEmpty();
    }

    private void sendNext() {
        if (inFlight || waiting.isEmpty()) {
            return;
        }
        Edit edit = waiting.remove();
        clientSeq++;
        inFlight = true;
        events.sent(this, clientSeq, edit.intended());
        client.queue(
                "session.patch",
                params(edit.path()),
                answer -> {
                    saw(answer.path("version").asLong());
                    inFlight = false;
                    events.acknowledged(this, edit.intended(), System.nanoTime());
                    sendNext();
                },
                () -> {
                    inFlight = false;
                    events.refused(this);
                    sendNext();
                });
        client.flush();
    }

    private String params(String path) {
        return "{\"session\":\"" + session + "\",\"epoch\":" + epoch + ",\"baseVersion\":" + version
                + ",\"clientSeq\":" + clientSeq + ",\"patch\":[{\"op\":\"replace\",\"path\":\"" + path
                + "\",\"value\":\"Edit " + clientSeq + " of " + client.user() + "\"}]}";
    }

    /// The document is at this version, or was.
    void saw(long atVersion) {
        version = Math.max(version, atVersion);
    }
}
