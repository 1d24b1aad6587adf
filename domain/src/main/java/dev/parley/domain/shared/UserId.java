package dev.parley.domain.shared;

/// A person or agent, from the token's `sub`: at most 255 printable characters.
public record UserId(String value) {
    public UserId {
        Grammar.require(Grammar.USER, value);
    }
}
