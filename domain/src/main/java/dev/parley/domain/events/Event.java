package dev.parley.domain.events;

/// A stored event.
///
/// @param offset its place in the stream: from 1, without gaps
public record Event(long offset, NewEvent content) {}
