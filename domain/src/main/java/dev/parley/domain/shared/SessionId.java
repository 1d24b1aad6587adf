package dev.parley.domain.shared;

/// Names a session within its tenant.
public record SessionId(String value) {
    public SessionId {
        Grammar.require(Grammar.ID, value);
    }
}
