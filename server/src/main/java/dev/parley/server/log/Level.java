package dev.parley.server.log;

import java.util.logging.LogRecord;

/// How bad it is, in the words of [System.Logger].
enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARNING,
    ERROR;

    static Level of(LogRecord line) {
        int value = line.getLevel().intValue();
        if (value >= java.util.logging.Level.SEVERE.intValue()) {
            return ERROR;
        }
        if (value >= java.util.logging.Level.WARNING.intValue()) {
            return WARNING;
        }
        if (value >= java.util.logging.Level.INFO.intValue()) {
            return INFO;
        }
        return value >= java.util.logging.Level.FINE.intValue() ? DEBUG : TRACE;
    }
}
