package dev.parley.adapters.persistence;

import dev.parley.application.Grade;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// SQLite, embedded, with a write-ahead log that is forced to the disk before a commit returns.
///
/// Transactions begin without a lock: the writer is the only one that writes, and a reader sees the state at
/// its first query until it commits.
class Sqlite implements Dialect {
    private static final int FULL = 2;
    private static final int PAGES_KIB = 16 << 10;
    private static final int LOG_FILE_BYTES = 64 << 20;
    private static final int LOCKED_MILLIS = 1_000;

    private final Path directory;
    private final String url;

    Sqlite(Path directory) {
        String path = StoreKind.SQLITE.file(directory.toAbsolutePath()).toString();
        if (path.contains("?")) {
            throw new StoreRefused("SQLite cannot use " + path + ": it takes the question mark for settings");
        }
        this.directory = directory;
        this.url = "jdbc:sqlite:" + path;
    }

    /// SQLite finds every commit that its log holds by itself.
    @Override
    public void prepare(long acknowledged) {
        NativeLibrary.load(directory);
    }

    @Override
    public void abandon(Sql sql) {
        sql.close();
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String scripts() {
        return "sqlite";
    }

    @Override
    public Connection connect() throws SQLException {
        return open(
                settings(), "PRAGMA cell_size_check = ON", "PRAGMA fullfsync = ON", "PRAGMA checkpoint_fullfsync = ON");
    }

    @Override
    public Connection connectForReading() throws SQLException {
        return open(settings(), "PRAGMA cell_size_check = ON", "PRAGMA query_only = ON");
    }

    @Override
    public Connection connectForChecking(long acknowledged, Path scratch) throws SQLException {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setReadOnly(true);
        settings.setBusyTimeout(LOCKED_MILLIS);
        return open(settings, "PRAGMA cell_size_check = ON");
    }

    /// Its pages, its tables, and whether every index has what its table has.
    @Override
    public List<String> complaints(Sql sql) throws SQLException {
        return sql.list("PRAGMA integrity_check", row -> row.getString(1)).stream()
                .filter(complaint -> !complaint.equals("ok"))
                .map(complaint -> "SQLite says: " + complaint + ".")
                .toList();
    }

    /// What a test may take away to see that it is noticed.
    SQLiteConfig settings() {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setJournalMode(JournalMode.WAL);
        settings.setSynchronous(SynchronousMode.FULL);
        settings.setJournalSizeLimit(LOG_FILE_BYTES);
        settings.setCacheSize(-PAGES_KIB);
        settings.setBusyTimeout(LOCKED_MILLIS);
        settings.setGetGeneratedKeys(false);
        return settings;
    }

    /// @param pragmas that the driver has no setting for
    private Connection open(SQLiteConfig settings, String... pragmas) throws SQLException {
        Properties properties = settings.toProperties();
        Connection connection = new org.sqlite.JDBC().connect(url, properties);
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute(pragma);
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// In a write-ahead log a commit is with the operating system whatever `synchronous` says, and on the
    /// disk from `FULL` on. `fullfsync` matters on macOS only, where a plain fsync stops at the drive's cache.
    @Override
    public Grade grade(Sql sql) throws SQLException {
        if (!"wal"
                .equals(sql.first("PRAGMA journal_mode", row -> row.getString(1))
                        .orElse(""))) {
            return Grade.MEMORY;
        }
        boolean forced = number(sql, "PRAGMA synchronous") >= FULL && number(sql, "PRAGMA fullfsync") == 1;
        return forced ? Grade.DISK : Grade.OS;
    }

    private static int number(Sql sql, String pragma) throws SQLException {
        return sql.first(pragma, row -> row.getInt(1)).orElse(0);
    }
}
