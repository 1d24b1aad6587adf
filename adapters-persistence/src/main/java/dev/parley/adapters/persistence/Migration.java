package dev.parley.adapters.persistence;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/// Brings the schema up to date, and refuses one that a newer release has already changed.
final class Migration {
    private static final String SCRIPTS = "classpath:dev/parley/adapters/persistence/migrations/";

    /// Held, because the logging library forgets the level of a logger that nobody holds.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    /// The newest script of each database. Where a database has exactly these, Flyway is not asked: it takes a fifth of
    /// the processor time of a start.
    private static final Map<String, Integer> NEWEST = Map.of("h2", 2, "sqlite", 1);

    private Migration() {}

    /// @param sql a connection in no transaction, and in none afterwards
    static void run(Dialect dialect, Sql sql) throws SQLException {
        if (!isUpToDate(sql, newest(dialect.scripts()))) {
            migrate(dialect);
        }
    }

    /// 0 where it is not known.
    static int newest(String scripts) {
        return NEWEST.getOrDefault(scripts.replace("/", ""), 0);
    }

    private static boolean isUpToDate(Sql sql, int newest) throws SQLException {
        try {
            List<String> done = sql
                    .list(
                            "SELECT \"version\", \"success\" FROM \"flyway_schema_history\"",
                            row -> Optional.ofNullable(row.getString(1))
                                    .map(row.getBoolean(2) ? UnaryOperator.identity() : _ -> "failed"))
                    .stream()
                    .flatMap(Optional::stream)
                    .toList();
            List<String> wanted =
                    IntStream.rangeClosed(1, newest).mapToObj(Integer::toString).toList();
            return newest > 0 && done.size() == newest && done.containsAll(wanted);
        } catch (SQLException noHistory) {
            return false;
        } finally {
            sql.rollback();
        }
    }

    private static void migrate(Dialect dialect) {
        FLYWAY.setLevel(Level.WARNING);
        try {
            Flyway flyway = Flyway.configure(Migration.class.getClassLoader())
                    .dataSource(dialect.url(), null, null)
                    .locations(SCRIPTS + dialect.scripts())
                    .load();
            refuseNewer(flyway);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreRefused("the schema of the store cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private static void refuseNewer(Flyway flyway) {
        boolean newer = Arrays.stream(flyway.info().all())
                .anyMatch(info -> info.getState() == MigrationState.FUTURE_SUCCESS
                        || info.getState() == MigrationState.FUTURE_FAILED);
        if (newer) {
            throw new StoreRefused(
                    "the store was written by a newer release; start that release, or restore a backup from before it");
        }
    }
}
