package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Kills a writing process at random moments (SIGKILL) and looks at what it left. `-Pdeep` kills more often,
/// and beside a [Hog].
class KillTest {
    private static final int KILLS = Integer.getInteger("parley.kills", 20);
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    /// The head of every stream and session when it was last looked at.
    private final Map<String, Long> checked = new HashMap<>();

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void nothing_acknowledged_is_lost_to_a_kill(StoreKind kind) throws Exception {
        Random random = new Random(SEED);
        long boot = 0;
        try (AutoCloseable _ = Hog.whereAsked(elsewhere)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                boot = survived(kind, killed(random, kind.wireName()), kill, boot);
            }
        }
    }

    private long survived(StoreKind kind, Map<String, Long> acknowledged, int kill, long bootBefore) {
        String where = "kill %d of seed %d".formatted(kill, SEED);
        assertThat(acknowledged).as(where).isNotEmpty();
        if (kill % 4 == 0) {
            assertThat(StoreCheck.of(directory).findings()).as(where).isEmpty();
        }
        try (JdbcStore store = JdbcStore.open(directory, kind, StoreSettings.DEFAULTS)) {
            assertThat(store.health().rolledBack()).as(where).isFalse();
            assertThat(store.boot()).as(where).isGreaterThan(bootBefore);
            check(store, acknowledged);
            return store.boot();
        }
    }

    @Test
    void a_store_that_acknowledges_before_it_writes_is_caught() throws Exception {
        Random random = new Random(SEED);
        int caught = 0;
        for (int kill = 1; kill <= 6 && caught == 0; kill++) {
            killed(random, "delayed");
            try (JdbcStore store = JdbcStore.open(directory, StoreSettings.DEFAULTS)) {
                caught += store.health().rolledBack() ? 1 : 0;
            }
        }
        assertThat(caught).isPositive();
    }

    private void check(JdbcStore store, Map<String, Long> acknowledged) {
        for (StreamKey stream : Evidence.STREAMS) {
            String name = stream.stream();
            long head = Evidence.head(store, stream);
            assertThat(head).as(name).isGreaterThanOrEqualTo(acknowledged.getOrDefault(name, 0L));
            assertThat(head % Evidence.GROUP).as("half an append in " + name).isZero();
            Evidence.checkEvents(store, stream, checked.getOrDefault(name, 0L), head);
            Evidence.checkNext(store, stream, head);
            checked.put(name, head);
        }
        for (SessionKey session : Evidence.SESSIONS) {
            String name = session.session().value();
            long head = Evidence.head(store, session);
            assertThat(head).as(name).isGreaterThanOrEqualTo(acknowledged.getOrDefault(name, 0L));
            assertThat(head % Evidence.GROUP).as("half an append in " + name).isZero();
            Evidence.checkChanges(store, session, checked.getOrDefault(name, 0L), head);
            Evidence.checkNext(store, session, head);
            checked.put(name, head);
        }
    }

    /// Runs a victim, kills it some time after its first acknowledgement, and says what it had
    /// acknowledged.
    private Map<String, Long> killed(Random random, String how) throws IOException, InterruptedException {
        Process victim = victim(directory, how);
        Map<String, Long> acknowledged = new HashMap<>();
        try (BufferedReader lines = victim.inputReader()) {
            long deadline = Long.MAX_VALUE;
            long patience = random.nextInt(3) == 0 ? 0 : random.nextLong(1, 150);
            String line = lines.readLine();
            while (line != null) {
                note(line, acknowledged);
                if (deadline == Long.MAX_VALUE) {
                    deadline = System.nanoTime() + patience * 1_000_000;
                }
                if (System.nanoTime() >= deadline) {
                    // By its handle: the process object would close the pipe, and with it what was said.
                    boolean _ = victim.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        } finally {
            victim.destroyForcibly();
            victim.waitFor();
        }
        return acknowledged;
    }

    /// The last line may be torn by the kill; then it was not said.
    private static void note(String line, Map<String, Long> acknowledged) {
        String[] said = line.split(" ");
        if (said.length == 2 && said[1].matches("\\d+") && Long.parseLong(said[1]) % Evidence.GROUP == 0) {
            acknowledged.merge(said[0], Long.parseLong(said[1]), Math::max);
        }
    }

    private static Process victim(Path directory, String how) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                directory.toString(),
                how);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
