package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.application.Grade;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// A grade is what the database says of itself, whatever it was told.
class GradeTest {
    @TempDir
    Path directory;

    @Test
    void h2_that_acknowledges_before_it_writes_is_refused() {
        Dialect delayed = new DelayedH2(directory) {
            @Override
            public Grade grade(Sql sql) throws SQLException {
                return new H2("", directory).grade(sql);
            }
        };
        refused(delayed);
    }

    @ParameterizedTest
    @EnumSource(names = {"NORMAL", "OFF"})
    void sqlite_that_does_not_force_the_disk_claims_less(SynchronousMode mode) {
        try (JdbcStore store = open(sqlite(settings -> settings.setSynchronous(mode)))) {
            assertThat(store.grade()).isEqualTo(Grade.OS);
            assertThat(store.events().grade()).isEqualTo(Grade.OS);
            assertThat(store.operations().grade()).isEqualTo(Grade.OS);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY", "OFF", "DELETE"})
    void sqlite_without_its_write_ahead_log_is_refused(JournalMode mode) {
        refused(sqlite(settings -> settings.setJournalMode(mode)));
    }

    @Test
    void a_database_that_is_opened_again_must_be_as_good_as_before() {
        SynchronousMode[] mode = {SynchronousMode.FULL};
        Sqlite dialect = sqlite(settings -> settings.setSynchronous(mode[0]));
        try (JdbcStore store = open(dialect)) {
            Database again = database(store, dialect);
            assertThat(writing(again)).isTrue();
            again.giveUp();
            mode[0] = SynchronousMode.NORMAL;
            assertThat(writing(again)).isFalse();
            mode[0] = SynchronousMode.FULL;
            assertThat(writing(again)).isTrue();
            again.close();
        }
    }

    private Database database(JdbcStore store, Dialect dialect) {
        try {
            HighWater mark = HighWater.open(directory.resolve("other.mark"));
            Sql sql = new Sql(dialect.connect());
            return new Database(dialect, sql, store.grade(), mark, new HighWater.Mark(1, 0), 0);
        } catch (SQLException | java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean writing(Database database) {
        try {
            database.writing();
            return true;
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("no longer survives");
            return false;
        }
    }

    private Sqlite sqlite(Consumer<SQLiteConfig> change) {
        return new Sqlite(directory) {
            @Override
            SQLiteConfig settings() {
                SQLiteConfig settings = super.settings();
                change.accept(settings);
                return settings;
            }
        };
    }

    private JdbcStore open(Dialect dialect) {
        return JdbcStore.open(directory, dialect, () -> Long.MAX_VALUE, StoreSettings.DEFAULTS);
    }

    private void refused(Dialect dialect) {
        assertThatExceptionOfType(StoreRefused.class)
                .isThrownBy(() -> open(dialect))
                .withMessageContaining("would not survive");
    }
}
