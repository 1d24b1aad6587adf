package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.application.Grade;
import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.application.events.EventLog.Opened;
import dev.parley.application.events.EventLog.Page;
import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.OperationLog.Changes;
import dev.parley.application.sessions.OperationLog.Loaded;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.events.Topic;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class JdbcStoreTest {
    private static final StreamKey STREAM = Evidence.STREAMS.getFirst();
    private static final SessionKey SESSION = Evidence.SESSIONS.getFirst();

    private final StoreKind kind;

    @TempDir
    Path directory;

    JdbcStoreTest(StoreKind kind) {
        this.kind = kind;
    }

    @Test
    void it_claims_what_the_database_says_it_does() {
        Grade expected = kind == StoreKind.SQLITE ? Grade.DISK : Grade.OS;
        try (JdbcStore store = open()) {
            assertThat(store.grade()).isEqualTo(expected);
            assertThat(store.events().grade()).isEqualTo(expected);
            assertThat(store.operations().grade()).isEqualTo(expected);
        }
    }

    @Test
    void a_directory_that_another_kind_made_is_refused() {
        open().close();
        StoreKind other = kind == StoreKind.H2 ? StoreKind.SQLITE : StoreKind.H2;

        assertThatExceptionOfType(StoreRefused.class)
                .isThrownBy(() -> JdbcStore.open(directory, other, StoreSettings.DEFAULTS))
                .withMessage("the store in %s was made with %s; open it with %s, or name another directory for %s"
                        .formatted(directory, kind.wireName(), kind.wireName(), other.wireName()));
        assertThat(StoreKind.in(directory)).contains(kind);
        open().close();
    }

    @Test
    void a_directory_in_use_is_refused() {
        try (JdbcStore store = open()) {
            assertThat(store.boot()).isEqualTo(1);
            assertThatExceptionOfType(StoreRefused.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("another server");
        }
        open().close();
    }

    @Test
    void a_store_of_a_newer_release_is_refused() throws SQLException {
        open().close();
        sql("INSERT INTO \"flyway_schema_history\" SELECT 99, '99', 'later', \"type\", 'V99__later.sql',"
                + " \"checksum\", \"installed_by\", \"installed_on\", \"execution_time\", \"success\" FROM \"flyway_schema_history\""
                + " WHERE \"installed_rank\" = 1");

        assertThatExceptionOfType(StoreRefused.class).isThrownBy(this::open).withMessageContaining("newer release");
    }

    @Test
    void a_file_that_is_no_database_is_refused() throws IOException {
        Files.writeString(kind.file(directory), "not a database ".repeat(1_000));

        assertThatExceptionOfType(StoreRefused.class).isThrownBy(this::open);
    }

    @Test
    void every_start_counts_even_where_the_database_is_gone() throws IOException {
        for (long boot = 1; boot <= 3; boot++) {
            try (JdbcStore store = open()) {
                assertThat(store.boot()).isEqualTo(boot);
            }
        }
        Files.delete(kind.file(directory));
        try (JdbcStore store = open()) {
            assertThat(store.boot()).isEqualTo(4);
        }
    }

    @Test
    void a_database_from_an_older_copy_begins_a_new_epoch() throws IOException {
        Path database = kind.file(directory);
        Path copy = directory.resolve("copy");
        long epoch;
        try (JdbcStore store = open()) {
            append(store, 0);
            epoch = epoch(store);
        }
        Files.copy(database, copy);
        try (JdbcStore store = open()) {
            append(store, 3);
            assertThat(epoch(store)).isEqualTo(epoch);
        }
        Files.move(copy, database, StandardCopyOption.REPLACE_EXISTING);

        try (JdbcStore store = open()) {
            assertThat(store.health().rolledBack()).isTrue();
            assertThat(epoch(store)).isGreaterThan(epoch);
            epoch = epoch(store);
            assertThat(append(store, 3)).isEqualTo(new Appended.Durable(4, 6));
        }
        try (JdbcStore store = open()) {
            assertThat(store.health().rolledBack()).isFalse();
            assertThat(epoch(store)).isEqualTo(epoch);
        }
    }

    /// What a kill leaves that comes before the first commit, with and without an earlier life.
    @Test
    void a_database_that_was_never_finished_is_made_anew() throws IOException {
        Path database = kind.file(directory);
        unfinished(database);
        try (JdbcStore store = open()) {
            assertThat(store.health().rolledBack()).isFalse();
            assertThat(append(store, 0)).isEqualTo(new Appended.Durable(1, 3));
        }
        Files.delete(database);
        unfinished(database);

        try (JdbcStore store = open()) {
            assertThat(store.health().rolledBack()).isTrue();
            assertThat(append(store, 0)).isEqualTo(new Appended.Durable(1, 3));
        }
    }

    private void unfinished(Path database) throws IOException {
        switch (kind) {
            case H2 -> MVStore.open(database.toString()).close();
            case SQLITE -> Files.createFile(database);
        }
    }

    @Test
    void a_database_without_its_mark_begins_a_new_epoch() throws IOException {
        open().close();
        Files.delete(directory.resolve("parley.mark"));

        try (JdbcStore store = open()) {
            assertThat(store.health().rolledBack()).isTrue();
        }
    }

    @Test
    void a_machine_that_went_down_begins_a_new_epoch_unless_the_disk_is_forced() throws IOException {
        Path running = directory.resolve("parley.running");
        boolean forced;
        try (JdbcStore store = open()) {
            forced = store.grade() == Grade.DISK;
            assertThat(Files.exists(running)).isNotEqualTo(forced);
        }
        assertThat(running).doesNotExist();
        try (JdbcStore store = open()) {
            assertThat(store.health().rolledBack()).isFalse();
        }
        if (!forced) {
            Files.writeString(running, "an earlier start of the machine");
            assertThat(StoreCheck.of(directory).findings())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("went down");
            try (JdbcStore store = open()) {
                assertThat(store.health().rolledBack()).isTrue();
            }
        }
    }

    @Test
    void a_flipped_bit_is_never_served() throws SQLException {
        try (JdbcStore store = open()) {
            append(store, 0);
            Evidence.checkNext(store, SESSION, 0);
        }
        sql("UPDATE event SET data = X'7b7d' WHERE position = 2");
        sql("UPDATE session_operation SET content = X'7b7d' WHERE version = 3");

        try (JdbcStore store = open()) {
            assertThat(page(store, 0)).isInstanceOf(Page.Failed.class);
            assertThat(page(store, 2)).isInstanceOf(Page.Read.class);
            assertThat(Waiting.<Changes>ask(reply -> store.operations().read(SESSION, 0, 9, reply)))
                    .isInstanceOf(Changes.Failed.class);
        }
    }

    @Test
    void where_something_stands_is_checked_too() throws SQLException {
        try (JdbcStore store = open()) {
            append(store, 0);
            Evidence.checkNext(store, SESSION, 0);
        }
        sql("UPDATE stream SET earliest = 2");
        sql("UPDATE session_client SET version = 2");
        try (JdbcStore store = open()) {
            assertThat(Waiting.<Opened>ask(reply -> store.events().open(STREAM, reply)))
                    .isInstanceOf(Opened.Failed.class);
            assertThat(append(store, 3)).isInstanceOf(Appended.Failed.class);
            assertThat(load(store)).isInstanceOf(Loaded.Failed.class);
        }
        sql("DELETE FROM session");
        try (JdbcStore store = open()) {
            assertThat(load(store)).isInstanceOf(Loaded.Failed.class);
        }
    }

    private static Loaded load(JdbcStore store) {
        return Waiting.ask(reply -> store.operations().load(SESSION, reply));
    }

    @Test
    void a_damaged_snapshot_is_no_loss() throws SQLException {
        try (JdbcStore store = open()) {
            Evidence.checkNext(store, SESSION, 0);
        }
        sql("UPDATE session_snapshot SET content = X'00'");

        try (JdbcStore store = open()) {
            Loaded loaded = Waiting.ask(reply -> store.operations().load(SESSION, reply));
            assertThat(loaded).isInstanceOf(Loaded.Found.class);
            assertThat(((Loaded.Found) loaded).snapshot()).isEmpty();
            assertThat(((Loaded.Found) loaded).tail()).hasSize(3);
        }
    }

    @Test
    void a_record_that_is_missing_is_noticed() throws SQLException {
        try (JdbcStore store = open()) {
            append(store, 0);
            append(store, 3);
        }
        sql("DELETE FROM event WHERE position = 2");
        try (JdbcStore store = open()) {
            assertThat(page(store, 0)).isInstanceOf(Page.Failed.class);
        }
        sql("DELETE FROM event WHERE position = 6");
        try (JdbcStore store = open()) {
            assertThat(Waiting.<Opened>ask(reply -> store.events().open(STREAM, reply)))
                    .isInstanceOf(Opened.Failed.class);
        }
    }

    @Test
    void a_full_queue_answers_busy_in_the_order_of_the_calls() {
        try (JdbcStore store = JdbcStore.open(directory, kind, StoreSettings.DEFAULTS.withMaxQueuedRecords(6))) {
            List<Appended> answers = new ArrayList<>();
            CountDownLatch release = holdWriter(store);
            List<CompletableFuture<Appended>> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                CompletableFuture<Appended> answer = new CompletableFuture<>();
                waiting.add(answer);
                store.events().append(next(store, 3L * i), value -> {
                    answers.add(value);
                    answer.complete(value);
                });
            }
            release.countDown();
            waiting.forEach(CompletableFuture::join);

            assertThat(answers)
                    .containsExactly(
                            new Appended.Durable(1, 3),
                            new Appended.Durable(4, 6),
                            new Appended.Busy(100),
                            new Appended.Busy(100));
            assertThat(append(store, 6)).isEqualTo(new Appended.Durable(7, 9));
        }
    }

    @Test
    void a_resend_within_one_batch_is_answered_like_the_first() {
        try (JdbcStore store = open()) {
            Evidence.checkNext(store, SESSION, 0);
            OperationLog.Append change = new OperationLog.Append(
                    SESSION, store.boot(), 3, List.of(Evidence.changes(3).getFirst()));
            CompletableFuture<Appended> event = new CompletableFuture<>();
            CompletableFuture<Appended> eventAgain = new CompletableFuture<>();
            CompletableFuture<OperationLog.Appended> first = new CompletableFuture<>();
            CompletableFuture<OperationLog.Appended> again = new CompletableFuture<>();
            CountDownLatch release = holdWriter(store);
            store.events().append(next(store, 0), event::complete);
            store.events().append(next(store, 0), eventAgain::complete);
            store.operations().append(change, first::complete);
            store.operations().append(change, again::complete);
            release.countDown();

            assertThat(event.join()).isEqualTo(new Appended.Durable(1, 3));
            assertThat(eventAgain.join()).isEqualTo(new Appended.Duplicate(List.of(1L, 2L, 3L)));
            assertThat(first.join()).isEqualTo(new OperationLog.Appended.Durable(4, 4));
            assertThat(again.join())
                    .isEqualTo(new OperationLog.Appended.Duplicate(
                            List.of(EncodedChange.settlement(change.changes().getFirst())
                                    .orElseThrow())));
        }
    }

    @Test
    void a_write_that_fails_costs_its_neighbours_nothing() {
        try (JdbcStore store = open()) {
            CountDownLatch release = holdWriter(store);
            CompletableFuture<Appended> before = new CompletableFuture<>();
            CompletableFuture<Appended> tooLarge = new CompletableFuture<>();
            CompletableFuture<Appended> after = new CompletableFuture<>();
            store.events().append(next(store, 0), before::complete);
            store.events().append(new Append(STREAM, store.boot(), OptionalLong.of(3), large()), tooLarge::complete);
            store.events().append(next(store, 3), after::complete);
            release.countDown();

            assertThat(before.join()).isEqualTo(new Appended.Durable(1, 3));
            assertThat(tooLarge.join()).isInstanceOf(Appended.Failed.class);
            assertThat(after.join()).isEqualTo(new Appended.Durable(4, 6));
        }
    }

    @Test
    void trimmed_events_leave_the_database_behind_the_answer() throws SQLException {
        try (JdbcStore store = open()) {
            for (int i = 0; i < 400; i++) {
                append(store, 3L * i);
            }
            Waiting.<Opened>ask(reply -> store.events().trim(STREAM, 1_199, OptionalLong.empty(), reply));
        }
        try (JdbcStore store = open()) {
            Waiting.<Opened>ask(reply -> store.events().trim(STREAM, 1_199, OptionalLong.empty(), reply));
            for (int i = 400; i < 410; i++) {
                append(store, 3L * i);
            }
        }
        assertThat(count("SELECT COUNT(*) FROM event")).isEqualTo(32);
    }

    @Test
    void a_closed_store_answers_all_the_same() {
        JdbcStore store = open();
        store.close();

        assertThat(append(store, 0)).isInstanceOf(Appended.Failed.class);
        assertThat(page(store, 0)).isInstanceOf(Page.Failed.class);
    }

    private JdbcStore open() {
        return JdbcStore.open(directory, kind, StoreSettings.DEFAULTS);
    }

    /// Keeps the writer busy with an answer, so that what comes next waits and forms one batch.
    private static CountDownLatch holdWriter(JdbcStore store) {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        StreamKey other = Evidence.STREAMS.getLast();
        Append append = new Append(other, store.boot(), OptionalLong.empty(), Evidence.events(other, 0));
        store.events().append(append, answer -> {
            held.countDown();
            await(release);
        });
        await(held);
        return release;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Append next(JdbcStore store, long after) {
        return new Append(STREAM, store.boot(), OptionalLong.of(after), Evidence.events(STREAM, after));
    }

    private static Appended append(JdbcStore store, long after) {
        return Waiting.ask(reply -> store.events().append(next(store, after), reply));
    }

    private static List<NewEvent> large() {
        return List.of(new NewEvent(
                new Topic("s1"), "large", 0, Optional.empty(), Optional.empty(), Bytes.copyOf(new byte[2_000_000])));
    }

    private static Page page(JdbcStore store, long after) {
        return Waiting.ask(reply -> store.events().read(STREAM, TopicPattern.EVERYTHING, after, 10, reply));
    }

    private static long epoch(JdbcStore store) {
        Opened opened = Waiting.ask(reply -> store.events().open(STREAM, reply));
        return ((Opened.Head) opened).epoch();
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(text);
            connection.commit();
        }
    }

    private long count(String text) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(text)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        return kind.dialect(directory).connect();
    }
}
