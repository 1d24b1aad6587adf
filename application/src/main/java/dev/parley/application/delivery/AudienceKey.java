package dev.parley.application.delivery;

import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;

/// Who shares one encoding.
public sealed interface AudienceKey {
    /// Members of a session who may read the same parts of it.
    record OfSession(SessionKey session) implements AudienceKey {}

    /// Subscribers of a stream with the same pattern.
    record OfStream(StreamKey stream, TopicPattern pattern) implements AudienceKey {}
}
