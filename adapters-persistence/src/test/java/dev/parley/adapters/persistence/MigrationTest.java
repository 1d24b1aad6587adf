package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// When the library for migrations is asked, and when it is not.
class MigrationTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void every_script_is_counted(StoreKind kind) throws IOException, URISyntaxException {
        String scripts = kind.dialect(directory).scripts();
        Path folder = Path.of(Objects.requireNonNull(Migration.class.getResource("migrations/" + scripts))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(Migration.newest(scripts));
        }
    }

    /// The library would refuse a script that is another than the one it has run.
    @ParameterizedTest
    @EnumSource
    void a_schema_that_is_up_to_date_is_left_alone(StoreKind kind) throws SQLException {
        open(kind).close();
        change(kind, "\"checksum\" = 1");
        open(kind).close();
    }

    @ParameterizedTest
    @EnumSource
    void a_migration_that_failed_is_not_passed_over(StoreKind kind) throws SQLException {
        open(kind).close();
        change(kind, "\"success\" = FALSE");
        assertThatExceptionOfType(StoreRefused.class)
                .isThrownBy(() -> open(kind))
                .withMessageContaining("cannot be brought up to date");
    }

    private JdbcStore open(StoreKind kind) {
        return JdbcStore.open(directory, kind, StoreSettings.DEFAULTS);
    }

    private void change(StoreKind kind, String what) throws SQLException {
        try (Connection connection = kind.dialect(directory).connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE \"flyway_schema_history\" SET " + what))
                    .isPositive();
            connection.commit();
        }
    }
}
