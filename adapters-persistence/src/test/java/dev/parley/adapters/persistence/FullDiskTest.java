package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.application.events.EventLog.Opened;
import dev.parley.domain.shared.StreamKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /// A limit on the pages of the file stands for the disk: SQLite answers both alike.
    @Test
    void a_full_sqlite_refuses_writes_and_recovers_without_a_restart() throws SQLException {
        Limited dialect = new Limited(directory);
        StoreSettings settings = StoreSettings.DEFAULTS.withReopenMillis(0);
        try (JdbcStore store = JdbcStore.open(directory, dialect, () -> Long.MAX_VALUE, settings)) {
            assertThat(append(store, 0)).isEqualTo(new Appended.Durable(1, 3));

            dialect.limitPages(1);
            long head = 3;
            while (append(store, head) instanceof Appended.Durable) {
                head += Evidence.GROUP;
            }
            assertThat(head).isLessThan(300);
            assertThat(append(store, head)).isInstanceOf(Appended.Failed.class);
            assertThat(store.health().trouble()).isPresent();
            Evidence.checkEvents(store, STREAM, 0, head);

            dialect.limitPages(Limited.UNLIMITED);
            assertThat(append(store, head)).isEqualTo(new Appended.Durable(head + 1, head + 3));
            assertThat(store.health().trouble()).isEmpty();
            Evidence.checkEvents(store, STREAM, 0, head + 3);
        }
    }

    /// Its connections hold no more pages than they are told.
    private static final class Limited extends Sqlite {
        private static final int UNLIMITED = 1_000_000;

        private final List<Connection> open = new ArrayList<>();
        private int pages = UNLIMITED;

        Limited(Path directory) {
            super(directory);
        }

        @Override
        public synchronized Connection connect() throws SQLException {
            Connection connection = super.connect();
            open.add(connection);
            if (pages < UNLIMITED) {
                limit(connection);
            }
            return connection;
        }

        synchronized void limitPages(int most) throws SQLException {
            pages = most;
            for (Connection connection : open) {
                if (!connection.isClosed()) {
                    limit(connection);
                }
            }
        }

        /// SQLite raises 1 to what the file has already.
        private void limit(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA max_page_count = " + pages);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void reads_and_trims_go_on_while_the_disk_is_nearly_full(StoreKind kind) {
        AtomicLong usable = new AtomicLong(Long.MAX_VALUE);
        Dialect dialect = kind.dialect(directory);
        try (JdbcStore store = JdbcStore.open(directory, dialect, usable::get, StoreSettings.DEFAULTS)) {
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
