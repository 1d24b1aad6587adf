package dev.parley.application.delivery;

/// Makes audiences.
public interface Audiences {
    /// A new, empty audience, confined to the calling lane.
    Audience open(AudienceKey key, Lagging lagging);
}
