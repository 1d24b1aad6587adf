package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class StoreCheckTest {
    private static final StreamKey STREAM = Evidence.STREAMS.getFirst();
    private static final SessionKey SESSION = Evidence.SESSIONS.getFirst();
    private static final long HEAD = 300;

    private final StoreKind kind;

    @TempDir
    Path directory;

    StoreCheckTest(StoreKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void fill() {
        try (JdbcStore store = open()) {
            for (long head = 0; head < HEAD; head += Evidence.GROUP) {
                Evidence.checkNext(store, STREAM, head);
                Evidence.checkNext(store, SESSION, head);
            }
        }
    }

    @Test
    void a_sound_store_is_counted_and_left_as_it_is() throws IOException {
        byte[] before = Files.readAllBytes(kind.file(directory));

        StoreReport report = StoreCheck.of(directory);

        assertThat(report.findings()).isEmpty();
        assertThat(report.isSound()).isTrue();
        assertThat(report.kind()).isEqualTo(kind);
        assertThat(report.boot()).isEqualTo(1);
        assertThat(report.epoch()).isPositive();
        assertThat(report.sessions()).isEqualTo(1);
        assertThat(report.changes()).isEqualTo(HEAD);
        assertThat(report.snapshots()).isEqualTo(1);
        assertThat(report.streams()).isEqualTo(1);
        assertThat(report.events()).isEqualTo(HEAD);
        assertThat(Files.readAllBytes(kind.file(directory))).isEqualTo(before);
    }

    @Test
    void every_record_whose_bits_changed_is_named() throws SQLException {
        sql("UPDATE event SET data = X'7b7d' WHERE position IN (2, 250)");
        sql("UPDATE session_operation SET content = X'7b7d' WHERE version = 299");
        sql("UPDATE session_snapshot SET content = X'7b7d'");

        StoreReport report = StoreCheck.of(directory);

        assertThat(report.findings())
                .containsExactly(
                        "Session p1 of tenant default: the checksum of version 299.",
                        "Session p1 of tenant default: its snapshot: the checksum of version 300.",
                        "Stream s1 of tenant default: the checksum of the event at offset 2.",
                        "Stream s1 of tenant default: the checksum of the event at offset 250.");
        assertThat(report.changes()).isEqualTo(HEAD - 1);
        assertThat(report.events()).isEqualTo(HEAD - 2);
    }

    @Test
    void every_gap_is_named() throws SQLException {
        sql("DELETE FROM event WHERE position IN (7, 300)");
        sql("DELETE FROM session_operation WHERE version IN (1, 201)");

        assertThat(StoreCheck.of(directory).findings())
                .containsExactly(
                        "Session p1 of tenant default: no change at version 1.",
                        "Session p1 of tenant default: no change at version 201.",
                        "Stream s1 of tenant default: no event at offset 7.",
                        "Stream s1 of tenant default: no event at offset 300.");
    }

    @Test
    void what_does_not_stand_where_it_should_is_named() throws SQLException {
        sql("UPDATE stream SET head = 299, crc = 0");
        sql("UPDATE session SET head = 299, crc = 0");
        sql("UPDATE session_client SET version = 298");

        assertThat(StoreCheck.of(directory).findings())
                .containsExactly(
                        "Session p1 of tenant default: it ends at version 299, but has more.",
                        "Session p1 of tenant default: the checksum of what ann settled.",
                        "Session p1 of tenant default: its snapshot is of version 300, but it ends at 299.",
                        "Stream s1 of tenant default: it ends at offset 299, but has more.");
    }

    @Test
    void what_lost_the_row_that_says_where_it_stands_is_named() throws SQLException {
        sql("DELETE FROM session");
        sql("DELETE FROM stream");

        assertThat(StoreCheck.of(directory).findings())
                .containsExactly(
                        "Session p1 of tenant default: it has changes, but where it stands is lost.",
                        "Stream s1 of tenant default: it has events, but where it stands is lost.");
    }

    @Test
    void a_rollback_is_found_before_the_next_start_finds_it() throws IOException {
        Path copy = directory.resolve("copy");
        Files.copy(kind.file(directory), copy);
        try (JdbcStore store = open()) {
            Evidence.checkNext(store, STREAM, HEAD);
        }
        long batch = StoreCheck.of(directory).batch();
        Files.move(copy, kind.file(directory), StandardCopyOption.REPLACE_EXISTING);

        StoreReport report = StoreCheck.of(directory);

        assertThat(report.batch()).isLessThan(batch);
        assertThat(report.findings())
                .containsExactly("The database ends at batch " + report.batch() + ", but batch " + batch
                        + " was acknowledged: it was rolled back, and the next start begins a new epoch.");
    }

    @Test
    void a_missing_mark_is_found() throws IOException {
        Files.delete(directory.resolve("parley.mark"));

        assertThat(StoreCheck.of(directory).findings())
                .containsExactly("The mark is missing or cannot be read: the next start begins a new epoch.");
    }

    @Test
    void a_directory_in_use_or_without_a_store_is_refused() throws IOException {
        try (JdbcStore _ = open()) {
            assertThatExceptionOfType(StoreRefused.class)
                    .isThrownBy(() -> StoreCheck.of(directory))
                    .withMessage("a server uses " + directory + "; stop it first");
        }
        Files.delete(kind.file(directory));
        assertThatExceptionOfType(StoreRefused.class)
                .isThrownBy(() -> StoreCheck.of(directory))
                .withMessage("there is no store in " + directory);
    }

    @Test
    void a_copy_without_the_lock_can_be_checked() throws IOException {
        Files.delete(directory.resolve("parley.lock"));

        assertThat(StoreCheck.of(directory).findings()).isEmpty();
        assertThat(directory.resolve("parley.lock")).doesNotExist();
    }

    private JdbcStore open() {
        return JdbcStore.open(directory, kind, StoreSettings.DEFAULTS);
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = kind.dialect(directory).connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(text);
            connection.commit();
        }
    }
}
