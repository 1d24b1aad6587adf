package dev.parley.adapters.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One connection with the statements it has prepared; they are few, and reused until it closes.
///
/// One thread: whoever opened it.
final class Sql implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /// Reads one row into a value.
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    int update(String text, Object... arguments) throws SQLException {
        return bound(text, arguments).executeUpdate();
    }

    <T> List<T> list(String text, Row<T> row, Object... arguments) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = bound(text, arguments).executeQuery()) {
            while (rows.next()) {
                found.add(row.read(rows));
            }
        }
        return found;
    }

    <T> Optional<T> first(String text, Row<T> row, Object... arguments) throws SQLException {
        try (ResultSet rows = bound(text, arguments).executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    private PreparedStatement bound(String text, Object... arguments) throws SQLException {
        PreparedStatement statement = prepared.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            prepared.put(text, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int at, Object argument) throws SQLException {
        switch (argument) {
            case Optional<?> maybe when maybe.isEmpty() -> statement.setObject(at, null);
            case Optional<?> maybe -> statement.setObject(at, maybe.get());
            case OptionalLong maybe when maybe.isEmpty() -> statement.setObject(at, null);
            case OptionalLong maybe -> statement.setLong(at, maybe.getAsLong());
            default -> statement.setObject(at, argument);
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /// Closes the connection, whatever state it is in.
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(Sql.class.getName()).log(System.Logger.Level.DEBUG, "a connection did not close", e);
        }
    }
}
