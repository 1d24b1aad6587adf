package dev.parley.benchmarks;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A hundred sessions of five at a real `serve`; in turn somebody of one starts or stops typing: from sending
/// that to the frame at the last of the session's other four. Budget: 30 ms.
///
/// A closed loop, as in [PatchSampleBenchmark]: the figures of the scenario `typing` are the reference. A rest
/// between two samples, outside the measured time, keeps each session below the four frames a second above
/// which the server slows it down by design.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
public class TypingSampleBenchmark {
    private static final int SESSIONS = 100;
    private static final int MEMBERS = 5;
    private static final Duration REST = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] COUNT = Scan.key("count");

    private final Incidents incidents = new Incidents();
    private final boolean[] saw = new boolean[SESSIONS * MEMBERS];
    private final boolean[] typing = new boolean[SESSIONS];
    private ServerProcess server;
    private ClientLoop loop;
    private List<Client> users;
    private int turn;

    @Setup
    public void setUp() {
        server = ServerProcess.start(Path.of(ServerProcess.JAR), Launch.SERVE);
        loop = new ClientLoop(server);
        users = Crew.connect(loop, "u", SESSIONS * MEMBERS, this::told, incidents);
        Crew.call(loop, users.subList(0, SESSIONS), "session.create", (client, n) -> session(n));
        Crew.call(loop, users, "session.join", (client, n) -> session(n));
    }

    @Setup(Level.Invocation)
    public void rest() {
        loop.idle(REST);
    }

    @TearDown
    public void tearDown() {
        loop.close();
        server.close();
    }

    @Benchmark
    public int lastViewer() {
        int session = turn++ % SESSIONS;
        typing[session] = !typing[session];
        users.get(session).notify(typing[session] ? "typing.start" : "typing.stop", session(session));
        loop.await(() -> allSaw(session), PATIENCE, "the frame at all; incidents: " + incidents.lines());
        return session;
    }

    private boolean allSaw(int session) {
        for (int member = 1; member < MEMBERS; member++) {
            if (saw[session + member * SESSIONS] != typing[session]) {
                return false;
            }
        }
        return true;
    }

    private void told(Client viewer, ByteBuffer buffer, int at, int length) {
        long count = Scan.number(buffer, at, length, COUNT);
        if (count >= 0) {
            saw[viewer.number()] = count > 0;
        }
    }

    private static String session(int user) {
        return "{\"session\":\"talk-" + user % SESSIONS + "\"}";
    }
}
