package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.application.events.EventLog.Opened;
import dev.parley.application.events.EventLog.Page;
import dev.parley.application.events.EventLog.Sought;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.ProgressHandler;

/// What a query costs depends on what it answers, not on how much there is.
class PlansTest {
    private static final StreamKey STREAM = Evidence.STREAMS.getFirst();
    private static final SessionKey SESSION = Evidence.SESSIONS.getFirst();
    private static final int PAGE = 50;
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");
    private static final Pattern WHOLE_LOG =
            Pattern.compile("^SEARCH (event|session_operation|o) .*\\(tenant=\\? AND (stream|session)=\\?\\)");
    private static final Pattern PAGE_OF_EVENTS = Pattern.compile("data.* FROM event .*position > .*position <=");
    private static final Pattern FIRST_TWO = Pattern.compile("FROM event .*LIMIT 2");
    private static final Pattern LAST_OF_EACH = Pattern.compile("FROM session_client c");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void every_statement_finds_its_rows_by_a_key(StoreKind kind) throws SQLException {
        RecordingDialect dialect = RecordingDialect.of(kind.dialect(directory));
        try (JdbcStore store = open(dialect)) {
            useEverything(store);
        }
        Set<String> statements = dialect.statements();
        assertThat(statements).hasSizeGreaterThan(20);
        try (Connection connection = kind.dialect(directory).connect()) {
            for (String statement : statements) {
                if (statement.contains(" WHERE ")) {
                    assertUsesKey(kind, statement, plan(kind, connection, statement));
                }
            }
        }
    }

    private static void assertUsesKey(StoreKind kind, String statement, List<String> plan) {
        switch (kind) {
            case H2 -> assertThat(plan).as(statement).noneMatch(line -> line.contains("tableScan"));
            case SQLITE ->
                assertThat(plan)
                        .as(statement)
                        .noneMatch(line -> line.startsWith("SCAN ")
                                || WHOLE_LOG.matcher(line).find());
        }
    }

    private static List<String> plan(StoreKind kind, Connection connection, String statement) throws SQLException {
        String explain = kind == StoreKind.H2 ? "EXPLAIN " : "EXPLAIN QUERY PLAN ";
        try (PreparedStatement explained = connection.prepareStatement(explain + statement);
                ResultSet rows = explained.executeQuery()) {
            List<String> plan = new ArrayList<>();
            while (rows.next()) {
                plan.add(rows.getString(rows.getMetaData().getColumnCount()));
            }
            return plan;
        }
    }

    private static void useEverything(JdbcStore store) {
        append(store, 0);
        append(store, 0);
        append(store, 3);
        Waiting.<Page>ask(reply -> store.events().read(STREAM, TopicPattern.EVERYTHING, 0, 9, reply));
        Waiting.<Sought>ask(reply -> store.events().seekLast(STREAM, TopicPattern.EVERYTHING, 2, reply));
        Waiting.<Opened>ask(reply -> store.events().trim(STREAM, 3, OptionalLong.of(1), reply));
        append(store, 6);
        Evidence.checkNext(store, SESSION, 0);
        Evidence.checkNext(store, SESSION, 3);
        Evidence.checkChanges(store, SESSION, 0, 6);
        assertThat(Evidence.head(store, SESSION)).isEqualTo(6);
    }

    @Test
    void h2_scans_at_most_twice_the_rows_that_it_returns() throws SQLException {
        RecordingDialect dialect = RecordingDialect.of(StoreKind.H2.dialect(directory));
        try (JdbcStore store = open(dialect)) {
            fill(store, 0, 3_000);
            for (int version = 0; version < 300; version += Evidence.GROUP) {
                Evidence.checkNext(store, SESSION, version);
            }
            Waiting.<Page>ask(reply -> store.events().read(STREAM, TopicPattern.EVERYTHING, 1_500, PAGE, reply));
            Evidence.head(store, STREAM);
            Evidence.head(store, SESSION);
            try (Sql sql = new Sql(dialect.connect())) {
                assertScans(sql, only(dialect, PAGE_OF_EVENTS), PAGE, key(STREAM, 1_500, 1_500 + PAGE));
                assertScans(sql, only(dialect, FIRST_TWO), 2, new Object[] {
                    STREAM.tenant().value(), STREAM.stream(), 1
                });
                assertScans(sql, only(dialect, LAST_OF_EACH), 2, key(SESSION));
            }
        }
    }

    private static String only(RecordingDialect dialect, Pattern which) {
        return dialect.statements().stream()
                .filter(statement -> which.matcher(statement).find())
                .reduce((_, _) -> {
                    throw new AssertionError("two statements for " + which);
                })
                .orElseThrow();
    }

    private static Object[] key(StreamKey stream, long after, long last) {
        return new Object[] {stream.tenant().value(), stream.stream(), after, last};
    }

    private static Object[] key(SessionKey session) {
        return new Object[] {session.tenant().value(), session.session().value()};
    }

    private static void assertScans(Sql sql, String statement, int returned, Object[] arguments) throws SQLException {
        String analysed = sql.first("EXPLAIN ANALYZE " + statement, row -> row.getString(1), arguments)
                .orElseThrow();
        assertThat(scanned(analysed)).as(analysed).isBetween(returned, 2 * returned);
    }

    private static int scanned(String analysed) {
        return SCANNED.matcher(analysed)
                .results()
                .map(MatchResult::group)
                .mapToInt(group -> Integer.parseInt(group.substring(group.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void a_page_of_sqlite_costs_the_same_in_a_short_and_in_a_long_log() throws SQLException {
        Dialect dialect = StoreKind.SQLITE.dialect(directory);
        try (JdbcStore store = open(dialect)) {
            fill(store, 0, 90);
            long inShort = steps(dialect, 20);
            fill(store, 90, 6_000);

            assertThat(inShort).isPositive();
            assertThat(steps(dialect, 20)).isLessThanOrEqualTo(inShort + inShort / 10);
            assertThat(steps(dialect, 5_900)).isLessThanOrEqualTo(inShort + inShort / 10);
        }
    }

    /// Steps of SQLite's virtual machine for one page.
    private static long steps(Dialect dialect, long after) throws SQLException {
        long[] steps = {0};
        try (Connection connection = dialect.connect()) {
            Sql sql = new Sql(connection);
            assertThat(EventTable.between(sql, STREAM, after, after + PAGE)).hasSize(PAGE);
            ProgressHandler.setHandler(connection, 1, new ProgressHandler() {
                @Override
                protected int progress() {
                    steps[0]++;
                    return 0;
                }
            });
            assertThat(EventTable.between(sql, STREAM, after, after + PAGE)).hasSize(PAGE);
            ProgressHandler.clearHandler(connection);
        }
        return steps[0];
    }

    private JdbcStore open(Dialect dialect) {
        return JdbcStore.open(directory, dialect, () -> Long.MAX_VALUE, StoreSettings.DEFAULTS);
    }

    private static void fill(JdbcStore store, long from, long to) {
        for (long after = from; after < to; after += Evidence.GROUP) {
            append(store, after);
        }
    }

    private static void append(JdbcStore store, long after) {
        Append append = new Append(STREAM, store.boot(), OptionalLong.of(after), Evidence.events(STREAM, after));
        Waiting.<Appended>ask(reply -> store.events().append(append, reply));
    }
}
