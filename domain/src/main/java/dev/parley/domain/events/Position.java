package dev.parley.domain.events;

/// A place in a stream: the last offset seen, and the epoch it belongs to. Never one without the other.
public record Position(long epoch, long offset) {}
