package dev.parley.domain.sessions;

/// What to do with operations that lost against concurrent ones: drop them, or refuse the whole patch.
public enum Mode {
    MERGE,
    STRICT
}
