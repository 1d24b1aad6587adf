package dev.parley.benchmarks;

import dev.parley.application.Grade;

/// Something that rows are appended to.
interface Appender extends AutoCloseable {
    int ROW_BYTES = 200;

    String label();

    /// What a row has survived when [#append] returns.
    Grade grade();

    /// Appends rows together and returns when they are acknowledged.
    void append(int rows);

    @Override
    void close();
}
