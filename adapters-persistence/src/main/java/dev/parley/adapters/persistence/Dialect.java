package dev.parley.adapters.persistence;

import dev.parley.application.Grade;
import java.sql.Connection;
import java.sql.SQLException;

/// What differs between databases.
interface Dialect {
    /// Before any connection: loads what it needs, and looks for batches up to `acknowledged` that an unclean
    /// end left out of reach.
    void prepare(long acknowledged) throws SQLException;

    /// Closes a database that misses batches, and writes nothing, so that [#prepare] can find them.
    void abandon(Sql sql) throws SQLException;

    /// A connection without autocommit.
    Connection connect() throws SQLException;

    /// A connection without autocommit whose transactions see one state of the database.
    Connection connectForReading() throws SQLException;

    /// What a commit survives with the settings that the database says it has.
    Grade grade(Sql sql) throws SQLException;

    /// What a connection is opened with, for the migrations.
    String url();

    /// Where the scripts that differ between databases are, below those of the migrations.
    String scripts();
}
