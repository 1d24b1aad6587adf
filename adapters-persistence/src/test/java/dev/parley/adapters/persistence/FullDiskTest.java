package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.application.events.EventLog.Opened;
import dev.parley.domain.shared.StreamKey;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    private static final StreamKey STREAM = Evidence.STREAMS.getFirst();

    @TempDir
    Path directory;

    @BeforeEach
    void mount() {
        FullDisk.mount();
    }

    @AfterEach
    void freeSpace() {
        FullDisk.full = false;
    }

    @Test
    void a_full_disk_refuses_writes_and_the_store_recovers_without_a_restart() {
        StoreSettings settings = StoreSettings.DEFAULTS.withReopenMillis(0);
        try (JdbcStore store =
                JdbcStore.open(directory, new H2("fulldisk:", directory), () -> Long.MAX_VALUE, settings)) {
            assertThat(append(store, 0)).isEqualTo(new Appended.Durable(1, 3));

            FullDisk.full = true;
            for (int i = 0; i < 5; i++) {
                assertThat(append(store, 3)).isInstanceOfAny(Appended.Failed.class, Appended.Unknown.class);
            }
            assertThat(store.health().trouble()).isPresent();

            FullDisk.full = false;
            long head = Evidence.head(store, STREAM);
            assertThat(head).isIn(3L, 6L);
            assertThat(append(store, head)).isEqualTo(new Appended.Durable(head + 1, head + 3));
            assertThat(store.health().trouble()).isEmpty();
            Evidence.checkEvents(store, STREAM, 0, head + 3);
        }
        try (JdbcStore store = JdbcStore.open(directory, StoreSettings.DEFAULTS)) {
            assertThat(store.health().rolledBack()).isFalse();
            Evidence.checkEvents(store, STREAM, 0, Evidence.head(store, STREAM));
        }
    }

    @Test
    void reads_and_trims_go_on_while_the_disk_is_nearly_full() {
        AtomicLong usable = new AtomicLong(Long.MAX_VALUE);
        try (JdbcStore store = JdbcStore.open(directory, new H2("", directory), usable::get, StoreSettings.DEFAULTS)) {
            append(store, 0);

            usable.set(1);
            assertThat(append(store, 3)).isInstanceOf(Appended.Failed.class);
            assertThat(store.health().trouble()).isPresent();
            Evidence.checkEvents(store, STREAM, 0, 3);
            Opened trimmed = Waiting.ask(reply -> store.events().trim(STREAM, 3, OptionalLong.empty(), reply));
            assertThat(trimmed).isInstanceOf(Opened.Head.class);

            usable.set(Long.MAX_VALUE);
            assertThat(append(store, 3)).isEqualTo(new Appended.Durable(4, 6));
            assertThat(store.health().trouble()).isEmpty();
            Evidence.checkEvents(store, STREAM, 2, 6);
        }
    }

    private static Appended append(JdbcStore store, long after) {
        Append append = new Append(STREAM, store.boot(), OptionalLong.of(after), Evidence.events(STREAM, after));
        return Waiting.ask(reply -> store.events().append(append, reply));
    }
}
