package dev.parley.application;

import java.util.Locale;

/// What an acknowledged write has survived when its acknowledgement is sent.
public enum Grade {
    /// Nothing: lost with the process.
    MEMORY,
    /// `kill -9` of the server; not a power cut.
    OS,
    /// A power cut.
    DISK;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
