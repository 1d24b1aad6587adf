package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
    private static final long MOST_MILLIS = 150;

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private final Aftermath aftermath = new Aftermath();

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
            aftermath.check(store, acknowledged);
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

    private Map<String, Long> killed(Random random, String how) throws Exception {
        return VictimProcess.run(directory, how, random, MOST_MILLIS, ProcessHandle::destroyForcibly)
                .all();
    }
}
