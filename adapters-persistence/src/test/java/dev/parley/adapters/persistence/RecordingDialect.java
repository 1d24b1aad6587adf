package dev.parley.adapters.persistence;

import dev.parley.application.Grade;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/// A database that remembers every statement that was prepared on it.
record RecordingDialect(Dialect real, Set<String> statements) implements Dialect {
    static RecordingDialect of(Dialect real) {
        return new RecordingDialect(real, new ConcurrentSkipListSet<>());
    }

    private Connection recording(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) arguments[0]);
                    }
                    return invoke(connection, method, arguments);
                });
    }

    private static Object invoke(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection connect() throws SQLException {
        return recording(real.connect());
    }

    @Override
    public Connection connectForReading() throws SQLException {
        return recording(real.connectForReading());
    }

    @Override
    public void prepare(long acknowledged) throws SQLException {
        real.prepare(acknowledged);
    }

    @Override
    public void abandon(Sql sql) throws SQLException {
        real.abandon(sql);
    }

    @Override
    public Connection connectForChecking(long acknowledged, Path scratch) throws SQLException {
        return real.connectForChecking(acknowledged, scratch);
    }

    @Override
    public List<String> complaints(Sql sql) throws SQLException {
        return real.complaints(sql);
    }

    @Override
    public Grade grade(Sql sql) throws SQLException {
        return real.grade(sql);
    }

    @Override
    public String url() {
        return real.url();
    }

    @Override
    public String scripts() {
        return real.scripts();
    }
}
