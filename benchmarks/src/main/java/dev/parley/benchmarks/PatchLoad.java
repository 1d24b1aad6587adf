package dev.parley.benchmarks;

import java.nio.ByteBuffer;
import java.time.Duration;

/// A hundred editors on ten documents at one server.
final class PatchLoad implements PatchEvents {
    private static final int DOCUMENTS = 10;
    private static final int PER_DOCUMENT = 10;
    private static final double SECOND = 1e9;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] VERSION = Scan.key("version");

    private final ServerProcess server;
    private final ClientLoop loop;
    private final Editors editors;
    private Latency latency = new Latency(0, 0);
    private long acknowledged;
    private long refused;
    private boolean closed;

    /// What a row measured.
    record Figures(double perSecond, long refused, double coresBusy, Latency latency) {}

    PatchLoad(ServerProcess server, ClientLoop loop, Incidents incidents) {
        this.server = server;
        this.loop = loop;
        this.editors = Editors.join(loop, DOCUMENTS, PER_DOCUMENT, this::told, this, incidents);
    }

    /// Everybody sends the next patch when the last is settled.
    Figures closed(Scenario.Setting setting) {
        closed = true;
        editors.all().forEach(this::next);
        Figures figures = figures(setting, new OpenLoop(loop));
        closed = false;
        drain();
        return figures;
    }

    /// So many patches a second in all, whatever becomes of them.
    Figures open(Scenario.Setting setting, double perSecond) {
        OpenLoop timetable = new OpenLoop(loop);
        long start = System.nanoTime();
        int size = editors.all().size();
        long period = (long) (SECOND * size / perSecond);
        for (Editor editor : editors.all()) {
            timetable.every(
                    start + period * editor.number() / size,
                    period,
                    intended -> editor.due(intended, editors.nextPath(editor)));
        }
        Figures figures = figures(setting, timetable);
        drain();
        return figures;
    }

    private Figures figures(Scenario.Setting setting, OpenLoop timetable) {
        long from = System.nanoTime() + setting.warmUp().toNanos();
        long to = from + setting.measured().toNanos();
        latency = new Latency(from, to);
        timetable.runUntil(from);
        long acknowledgedBefore = acknowledged;
        long refusedBefore = refused;
        long cpuBefore = server.cpuMicros();
        long begun = System.nanoTime();
        timetable.runUntil(to);
        double seconds = (System.nanoTime() - begun) / SECOND;
        return new Figures(
                (acknowledged - acknowledgedBefore) / seconds,
                refused - refusedBefore,
                (server.cpuMicros() - cpuBefore) / 1e6 / seconds,
                latency);
    }

    /// So that nothing of one row is left in the next.
    private void drain() {
        editors.all().forEach(Editor::forget);
        loop.await(() -> editors.all().stream().allMatch(Editor::isIdle), PATIENCE, "answers to the last patches");
    }

    private void next(Editor editor) {
        if (closed) {
            editor.due(System.nanoTime(), editors.nextPath(editor));
        }
    }

    @Override
    public void sent(Editor by, long clientSeq, long intended) {
        // counted when it is settled
    }

    @Override
    public void acknowledged(Editor by, long intended, long now) {
        acknowledged++;
        latency.record(intended, now);
        next(by);
    }

    @Override
    public void refused(Editor by) {
        refused++;
        next(by);
    }

    /// Reads no more of a notice than what the next patch needs.
    private void told(Client viewer, ByteBuffer buffer, int at, int length) {
        long version = Scan.number(buffer, at, length, VERSION);
        if (version > 0) {
            editors.at(viewer.number()).saw(version);
        }
    }
}
