package dev.parley.adapters.persistence;

import dev.parley.application.Grade;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// H2 as it is by default, which acknowledges before it writes, and lies about it: what the kill test
/// must catch.
class DelayedH2 implements Dialect {
    private final String url;

    DelayedH2(Path directory) {
        this.url = new H2("", directory).url().replace("WRITE_DELAY=0", "WRITE_DELAY=500");
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
    public void prepare(long acknowledged) {}

    @Override
    public void abandon(Sql sql) {}

    @Override
    public Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection connectForReading() throws SQLException {
        return connect();
    }

    @Override
    public Connection connectForChecking(long acknowledged, Path scratch) throws SQLException {
        return connect();
    }

    @Override
    public List<String> complaints(Sql sql) {
        return List.of();
    }

    @Override
    public Grade grade(Sql sql) throws SQLException {
        return Grade.OS;
    }
}
