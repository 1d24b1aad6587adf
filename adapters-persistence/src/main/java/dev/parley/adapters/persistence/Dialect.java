package dev.parley.adapters.persistence;

import dev.parley.application.Grade;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

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

    /// A connection that writes nothing where the database is.
    ///
    /// @param acknowledged batches that may be out of reach, as for [#prepare]
    /// @param scratch a directory for a copy to search in
    Connection connectForChecking(long acknowledged, Path scratch) throws SQLException;

    /// What the database itself finds wrong with its files, in sentences.
    List<String> complaints(Sql sql) throws SQLException;

    /// What a commit survives with the settings that the database says it has.
    Grade grade(Sql sql) throws SQLException;

    /// What a connection is opened with, for the migrations.
    String url();

    /// Where the scripts that differ between databases are, below those of the migrations.
    String scripts();
}
