package dev.parley.domain.events;

import dev.parley.domain.shared.Bytes;
import java.util.Optional;

/// An event before it has an offset.
///
/// @param id deduplicates within its stream for as long as the event is retained
/// @param timeMillis wall clock at receipt, milliseconds since 1970 UTC
/// @param type CloudEvents `type`
/// @param source CloudEvents `source`
/// @param data JSON text exactly as published
public record NewEvent(
        Topic topic, String id, long timeMillis, Optional<String> type, Optional<String> source, Bytes data) {
    /// Whether a resend under the same id is the same event; the time of receipt does not count.
    public boolean sameContent(NewEvent other) {
        return topic.equals(other.topic)
                && type.equals(other.type)
                && source.equals(other.source)
                && data.equals(other.data);
    }
}
