package dev.parley.domain.shared;

/// A session among all tenants: the key of its lane, its log and its room.
public record SessionKey(TenantId tenant, SessionId session) {}
