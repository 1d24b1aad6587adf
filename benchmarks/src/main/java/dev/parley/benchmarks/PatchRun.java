package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Fifty editors and a hundred patches a second at one server.
final class PatchRun implements PatchEvents {
    private static final int SESSIONS = 10;
    private static final int MEMBERS = 5;
    private static final long SECOND = 1_000_000_000;
    private static final long PERIOD = SECOND / 2;
    private static final Duration STRAGGLERS = Duration.ofSeconds(2);

    private final ServerProcess server;
    private final ClientLoop loop;
    private final Editors editors;
    private final long start;
    private final long from;
    private final long to;
    private final Latency acknowledged;
    private final LastViewer<String> last;
    private long cpuMicros;

    PatchRun(ServerProcess server, ClientLoop loop, Scenario.Setting setting, Incidents incidents) {
        this.server = server;
        this.loop = loop;
        this.editors = Editors.join(loop, SESSIONS, MEMBERS, this::told, this, incidents);
        this.start = System.nanoTime() + SECOND;
        this.from = start + setting.warmUp().toNanos();
        this.to = from + setting.measured().toNanos();
        this.acknowledged = new Latency(from, to);
        this.last = new LastViewer<>(new Latency(from, to));
    }

    void measure() {
        OpenLoop timetable = new OpenLoop(loop);
        int size = editors.all().size();
        for (Editor editor : editors.all()) {
            timetable.every(
                    start + PERIOD * editor.number() / size,
                    PERIOD,
                    intended -> editor.due(intended, editors.nextPath(editor)));
        }
        timetable.runUntil(from);
        long cpuBefore = server.cpuMicros();
        timetable.runUntil(to);
        cpuMicros = server.cpuMicros() - cpuBefore;
        timetable.runUntil(to + STRAGGLERS.toNanos());
    }

    /// Of the server, compiler and collector included.
    long cpuMicrosPerPatch() {
        return cpuMicros / Math.max(1, acknowledged.count());
    }

    Latency acknowledged() {
        return acknowledged;
    }

    LastViewer<String> last() {
        return last;
    }

    @Override
    public void sent(Editor by, long clientSeq, long intended) {
        last.begins(by.user() + "/" + clientSeq, intended, editors.others(by.number()));
    }

    @Override
    public void acknowledged(Editor by, long intended, long now) {
        acknowledged.record(intended, now);
    }

    @Override
    public void refused(Editor by) {
        // among the incidents, and then somebody never saw it
    }

    private void told(Client viewer, ByteBuffer buffer, int at, int length) {
        long now = System.nanoTime();
        JsonNode notice = Client.read(buffer, at, length);
        if (notice.path("method").asText().equals("session.patched")) {
            JsonNode patched = notice.path("params");
            String name = patched.path("by").path("user").asText() + "/"
                    + patched.path("clientSeq").asLong();
            editors.at(viewer.number()).saw(patched.path("version").asLong());
            last.seen(name, viewer.number(), now);
        }
    }
}
