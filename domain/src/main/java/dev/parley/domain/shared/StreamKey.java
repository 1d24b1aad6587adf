package dev.parley.domain.shared;

/// A stream among all tenants: the key of its lane and its log.
public record StreamKey(TenantId tenant, String stream) {
    public StreamKey {
        Grammar.require(Grammar.SEGMENT, stream);
    }
}
