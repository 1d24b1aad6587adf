package dev.parley.benchmarks;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One editor of a real `serve` with SQLite: from sending a patch to its acknowledgement, durable. Budget:
/// 100 ms.
///
/// A closed loop: a server that stalls is spared the load that it would have had, so these percentiles are
/// better than what users see. The figures of the scenario `patch` are the reference.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
public class PatchSampleBenchmark {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Incidents incidents = new Incidents();
    private ServerProcess server;
    private ClientLoop loop;
    private Editors editors;
    private long settled;

    @Setup
    public void setUp() {
        server = ServerProcess.start(Path.of(ServerProcess.JAR), Launch.SERVE);
        loop = new ClientLoop(server);
        editors = Editors.join(loop, 1, 1, this::told, new Counting(), incidents);
    }

    @TearDown
    public void tearDown() {
        loop.close();
        server.close();
    }

    @Benchmark
    public long acknowledged() {
        long before = settled;
        Editor editor = editors.at(0);
        editor.due(System.nanoTime(), editors.nextPath(editor));
        loop.await(() -> settled > before, PATIENCE, "a patch acknowledged; incidents: " + incidents.lines());
        return settled;
    }

    private void told(Client viewer, ByteBuffer buffer, int at, int length) {
        // nobody else edits
    }

    private final class Counting implements PatchEvents {
        @Override
        public void sent(Editor by, long clientSeq, long intended) {
            // JMH has the time
        }

        @Override
        public void acknowledged(Editor by, long intended, long now) {
            settled++;
        }

        @Override
        public void refused(Editor by) {
            throw new IllegalStateException("a patch was refused: " + incidents.lines());
        }
    }
}
