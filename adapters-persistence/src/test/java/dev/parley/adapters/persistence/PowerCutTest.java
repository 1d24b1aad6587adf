package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.domain.shared.StreamKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cuts the power of the file system under a writing process, and looks at what is there when it is back.
@Tag("deep")
class PowerCutTest {
    private static final int CUTS = Integer.getInteger("parley.cuts", 50);
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());
    private static final long MOST_MILLIS = 400;

    @TempDir
    Path work;

    private LoopFileSystem disk;

    private final Random random = new Random(SEED);
    private final Aftermath aftermath = new Aftermath();

    @BeforeEach
    void make() throws Exception {
        disk = LoopFileSystem.make(work, "512M");
    }

    @AfterEach
    void remove() throws Exception {
        disk.close();
    }

    @Test
    void nothing_that_sqlite_acknowledged_is_lost_to_a_power_cut() throws Exception {
        for (int cut = 1; cut <= CUTS; cut++) {
            Map<String, Long> acknowledged = cut("sqlite");
            String where = "cut %d of seed %d, acknowledged %s".formatted(cut, SEED, acknowledged);
            assertThat(acknowledged).as(where).isNotEmpty();
            assertThat(StoreCheck.of(disk.root()).findings()).as(where).isEmpty();
            try (JdbcStore store = JdbcStore.open(disk.root(), StoreKind.SQLITE, StoreSettings.DEFAULTS)) {
                assertThat(store.health().rolledBack()).as(where).isFalse();
                aftermath.check(store, acknowledged);
            }
        }
    }

    @Test
    void a_store_that_does_not_force_the_disk_is_caught() throws Exception {
        boolean caught = false;
        for (int cut = 1; cut <= 6 && !caught; cut++) {
            caught = lost(StoreKind.SQLITE, cut("lying")) != Loss.NONE;
        }
        assertThat(caught).isTrue();
    }

    /// An fsync that fails is never tried again, and never taken for one that did not.
    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void nothing_is_acknowledged_once_the_disk_answers_with_errors(StoreKind kind) throws Exception {
        StreamKey stream = Evidence.STREAMS.getFirst();
        StoreSettings settings = StoreSettings.DEFAULTS.withReopenMillis(0);
        try (JdbcStore store = JdbcStore.open(disk.root(), kind, settings)) {
            Evidence.checkNext(store, stream, 0);
            disk.cut();
            for (int again = 0; again < 10; again++) {
                Append append = new Append(stream, store.boot(), OptionalLong.of(3), Evidence.events(stream, 3));
                assertThat(Waiting.<Appended>ask(reply -> store.events().append(append, reply)))
                        .isInstanceOfAny(Appended.Failed.class, Appended.Unknown.class);
            }
            assertThat(store.health().trouble()).isPresent();
        }
        disk.back();
        if (kind == StoreKind.SQLITE) {
            try (JdbcStore store = JdbcStore.open(disk.root(), kind, settings)) {
                assertThat(store.health().rolledBack()).isFalse();
                Evidence.checkEvents(store, stream, 0, 3);
            }
        }
    }

    /// It promises no more than the end of its process, but what it loses must not look like a shorter history.
    @Test
    void what_h2_lost_begins_a_new_epoch() throws Exception {
        int lost = 0;
        for (int cut = 1; cut <= CUTS / 5; cut++) {
            Map<String, Long> acknowledged = cut("h2");
            restartMachine();
            Loss loss = lost(StoreKind.H2, acknowledged);
            assertThat(loss).as("cut %d of seed %d", cut, SEED).isNotEqualTo(Loss.SILENT);
            lost += loss == Loss.NONE ? 0 : 1;
        }
        assertThat(lost).isPositive();
    }

    /// A cut leaves the machine running, so another start of it has to be written in.
    private void restartMachine() throws IOException {
        Path running = disk.root().resolve("parley.running");
        assertThat(running).exists();
        Files.writeString(running, "an earlier start");
    }

    private enum Loss {
        NONE,
        SAID,
        SILENT
    }

    private Loss lost(StoreKind kind, Map<String, Long> acknowledged) {
        try (JdbcStore store = JdbcStore.open(disk.root(), kind, StoreSettings.DEFAULTS)) {
            if (store.health().rolledBack()) {
                return Loss.SAID;
            }
            return Aftermath.misses(store, acknowledged) ? Loss.SILENT : Loss.NONE;
        } catch (StoreRefused refused) {
            return Loss.SAID;
        }
    }

    /// Says what was acknowledged before the cut began. What is said during it proves nothing: ext4 may answer an
    /// fsync that the cut overtakes as if it had been done, which a machine without power cannot.
    private Map<String, Long> cut(String how) throws Exception {
        Map<String, Long> acknowledged = VictimProcess.run(disk.root(), how, random, MOST_MILLIS, victim -> {
                    disk.cut();
                    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(victim::destroyForcibly);
                })
                .before();
        disk.back();
        return acknowledged;
    }
}
