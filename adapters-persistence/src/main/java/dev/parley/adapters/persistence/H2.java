package dev.parley.adapters.persistence;

import dev.parley.application.Grade;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/// H2, embedded. With `WRITE_DELAY=0` a commit hands its pages to the operating system before it returns,
/// which survives the end of the process. No setting makes it fsync, so this never claims `DISK`.
final class H2 implements Dialect {
    private final String url;

    /// @param fileSystem prefix of one of H2's file systems; empty is the plain one
    H2(String fileSystem, Path directory) {
        this.url = "jdbc:h2:" + (fileSystem.isEmpty() ? "file:" : fileSystem)
                + directory.toAbsolutePath().resolve("parley")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public Connection connect() throws SQLException {
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
