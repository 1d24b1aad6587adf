package dev.parley.adapters.persistence;

import java.sql.SQLException;

/// Counters of the store itself.
final class Metadata {
    /// The epoch of every session and stream: the wall clock when this history began.
    static final String EPOCH = "epoch";
    /// How often the store was opened.
    static final String BOOT = "boot";
    /// The last batch that was committed.
    static final String BATCH = "batch";

    private Metadata() {}

    /// 0 where it was never written.
    static long read(Sql sql, String name) throws SQLException {
        return sql.first("SELECT amount FROM metadata WHERE name = ?", row -> row.getLong(1), name)
                .orElse(0L);
    }

    static void write(Sql sql, String name, long amount) throws SQLException {
        if (sql.update("UPDATE metadata SET amount = ? WHERE name = ?", amount, name) == 0) {
            sql.update("INSERT INTO metadata (name, amount) VALUES (?, ?)", name, amount);
        }
    }
}
