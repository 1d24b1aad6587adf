package dev.parley.domain.sessions;

/// A change at its version.
public record Committed(long version, Change change) {}
