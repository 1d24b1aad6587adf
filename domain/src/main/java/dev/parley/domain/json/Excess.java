package dev.parley.domain.json;

/// A limit that was passed, by its stable name, and what it allows.
public record Excess(String limit, long allowed) {}
