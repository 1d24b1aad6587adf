package dev.parley.domain.sessions;

/// What to do where others have changed the document since the patch was made.
public enum Mode {
    /// Operations that lost against concurrent ones are dropped.
    MERGE,
    /// Where an operation would be dropped, the whole patch is refused.
    STRICT,
    /// The patch is refused on any version but the one that it was made on.
    EXACT
}
