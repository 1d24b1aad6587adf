package dev.parley.application.delivery;

import dev.parley.domain.access.TopicView;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;

/// Who shares one encoding.
public sealed interface AudienceKey {
    /// Members of a session who may read the same parts of it.
    record OfSession(SessionKey session) implements AudienceKey {}

    /// Subscribers of a stream who asked for the same topics and may see the same of them.
    record OfStream(StreamKey stream, TopicView view) implements AudienceKey {}
}
