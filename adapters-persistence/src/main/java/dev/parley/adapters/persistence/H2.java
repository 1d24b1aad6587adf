package dev.parley.adapters.persistence;

import dev.parley.application.Grade;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FileUtils;
import org.h2.util.IOUtils;

/// H2, embedded. With `WRITE_DELAY=0` a commit hands its pages to the operating system before it returns,
/// which survives the end of the process. No setting makes it fsync, so this never claims `DISK`.
///
/// After a kill, H2 finds its newest chunk by following guesses from chunk to chunk, and may stop short (in
/// one of ten kills right behind a start, in one of a hundred later): the last commits stand in the file,
/// but it opens without them, and would overwrite them. A scan of the whole file finds them. It is only made
/// where the high-water mark says that something is missing.
final class H2 implements Dialect {
    private static final Logger LOG = System.getLogger(H2.class.getName());

    private final String file;
    private final String url;

    /// @param fileSystem prefix of one of H2's file systems; empty is the plain one
    H2(String fileSystem, Path directory) {
        this.file = (fileSystem.isEmpty() ? "file:" : fileSystem)
                + directory.toAbsolutePath().resolve("parley");
        this.url = "jdbc:h2:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    }

    @Override
    public void prepare(long acknowledged) throws SQLException {
        String store = file + ".mv.db";
        if (acknowledged == 0 || !FileUtils.exists(store) || batchAsOpened(store) >= acknowledged) {
            return;
        }
        LOG.log(Level.WARNING, "the last commits are out of reach; the whole database file is scanned for them");
        MVStore scanned = new MVStore.Builder()
                .fileName(store)
                .recoveryMode()
                .autoCommitDisabled()
                .open();
        scanned.close(0);
    }

    /// Read without writing: whatever H2 writes may take the place of what it did not find.
    private long batchAsOpened(String store) throws SQLException {
        try (Sql sql = new Sql(open(url + ";ACCESS_MODE_DATA=r"))) {
            return batch(sql);
        } catch (SQLException e) {
            if (e.getErrorCode() != ErrorCode.DATABASE_IS_READ_ONLY) {
                throw e;
            }
            replaceByCopy(store);
            return 0;
        }
    }

    private static long batch(Sql sql) throws SQLException {
        return hasTables(sql) ? Metadata.read(sql, Metadata.BATCH) : 0;
    }

    private static boolean hasTables(Sql sql) throws SQLException {
        return sql.first(
                        "SELECT 1 FROM information_schema.tables WHERE LOWER(table_name) = 'metadata'",
                        row -> row.getInt(1))
                .isPresent();
    }

    /// Where H2 finds no user it wants to make one, fails, and keeps the file open and locked.
    private static void replaceByCopy(String store) throws SQLException {
        String copy = store + ".copy";
        try {
            IOUtils.copyFiles(store, copy);
            FilePath.get(copy).moveTo(FilePath.get(store), true);
        } catch (IOException e) {
            throw new SQLException("an unfinished database could not be copied", e);
        }
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String scripts() {
        return "h2";
    }

    @Override
    public void abandon(Sql sql) throws SQLException {
        sql.update("SHUTDOWN IMMEDIATELY");
    }

    @Override
    public Connection connect() throws SQLException {
        return open(url);
    }

    /// Where commits are out of reach they are looked for in a copy, because the search writes.
    @Override
    public Connection connectForChecking(long acknowledged, Path scratch) throws SQLException {
        String readOnly = url + ";ACCESS_MODE_DATA=r";
        try (Sql sql = new Sql(open(readOnly))) {
            if (batch(sql) >= acknowledged) {
                return open(readOnly);
            }
        }
        H2 copy = new H2("", scratch);
        try {
            IOUtils.copyFiles(file + ".mv.db", copy.file + ".mv.db");
        } catch (IOException e) {
            throw new SQLException("a database that ended uncleanly could not be copied", e);
        }
        copy.prepare(acknowledged);
        return copy.connect();
    }

    /// H2 finds damage where it reads.
    @Override
    public List<String> complaints(Sql sql) {
        return List.of();
    }

    private static Connection open(String url) throws SQLException {
        Connection connection = new org.h2.Driver().connect(url, new Properties());
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection connectForReading() throws SQLException {
        Connection connection = connect();
        connection.setTransactionIsolation(org.h2.engine.Constants.TRANSACTION_SNAPSHOT);
        return connection;
    }

    @Override
    public Grade grade(Sql sql) throws SQLException {
        boolean written = setting(sql, "WRITE_DELAY").equals("0")
                && !setting(sql, "info.FILE_WRITE").isEmpty();
        return written ? Grade.OS : Grade.MEMORY;
    }

    private static String setting(Sql sql, String name) throws SQLException {
        return sql.first(
                        "SELECT setting_value FROM information_schema.settings WHERE setting_name = ?",
                        row -> row.getString(1),
                        name)
                .orElse("");
    }
}
