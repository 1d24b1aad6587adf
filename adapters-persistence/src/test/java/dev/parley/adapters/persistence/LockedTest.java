package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.domain.shared.StreamKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another program, not a server of ours, has the database.
class LockedTest {
    private static final StreamKey STREAM = Evidence.STREAMS.getFirst();

    @TempDir
    Path directory;

    @Test
    void a_locked_h2_is_refused() throws IOException {
        open(StoreKind.H2).close();
        try (FileChannel file = FileChannel.open(StoreKind.H2.file(directory), StandardOpenOption.WRITE);
                var _ = file.lock()) {
            refused(StoreKind.H2);
        }
        open(StoreKind.H2).close();
    }

    @Test
    void a_locked_sqlite_is_refused() throws SQLException {
        open(StoreKind.SQLITE).close();
        try (Connection other = StoreKind.SQLITE.dialect(directory).connect()) {
            lock(other);
            refused(StoreKind.SQLITE);
        }
        open(StoreKind.SQLITE).close();
    }

    @Test
    void a_sqlite_that_another_program_locks_refuses_writes_until_it_lets_go() throws SQLException {
        try (JdbcStore store = open(StoreKind.SQLITE)) {
            assertThat(append(store, 0)).isEqualTo(new Appended.Durable(1, 3));
            try (Connection other = StoreKind.SQLITE.dialect(directory).connect()) {
                lock(other);
                assertThat(append(store, 3)).isInstanceOf(Appended.Failed.class);
                assertThat(store.health().trouble()).isPresent();
                Evidence.checkEvents(store, STREAM, 0, 3);
            }
            assertThat(append(store, 3)).isEqualTo(new Appended.Durable(4, 6));
            assertThat(store.health().trouble()).isEmpty();
        }
    }

    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE metadata SET amount = amount WHERE name = 'boot'");
        }
    }

    private JdbcStore open(StoreKind kind) {
        return JdbcStore.open(directory, kind, StoreSettings.DEFAULTS.withReopenMillis(0));
    }

    private void refused(StoreKind kind) {
        assertThatExceptionOfType(StoreRefused.class)
                .isThrownBy(() -> open(kind))
                .withMessageContaining("the store in " + directory)
                .withMessageMatching("(?s).*(is locked|already in use).*");
    }

    private static Appended append(JdbcStore store, long after) {
        Append append = new Append(STREAM, store.boot(), OptionalLong.of(after), Evidence.events(STREAM, after));
        return Waiting.ask(reply -> store.events().append(append, reply));
    }
}
