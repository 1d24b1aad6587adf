package dev.parley.domain.shared;

/// The customer whose data never mixes with another's. Comes from the token; never in a frame.
public record TenantId(String value) {
    public TenantId {
        Grammar.require(Grammar.ID, value);
    }

    /// The tenant of a server that has only one.
    public static final TenantId DEFAULT = new TenantId("default");
}
