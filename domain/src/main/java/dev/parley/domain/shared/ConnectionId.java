package dev.parley.domain.shared;

/// One accepted connection, for as long as it lives.
public record ConnectionId(String value) {
    public ConnectionId {
        Grammar.require(Grammar.ID, value);
    }
}
