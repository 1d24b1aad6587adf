package dev.parley.adapters.persistence;

import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/// Brings the schema up to date, and refuses one that a newer release has already changed.
final class Migration {
    private static final String SCRIPTS = "classpath:dev/parley/adapters/persistence/migrations/";

    /// Held, because the logging library forgets the level of a logger that nobody holds.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private Migration() {}

    static void run(Dialect dialect) {
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
