package dev.parley.application.events;

import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.events.Lag;
import dev.parley.domain.events.Position;
import dev.parley.domain.events.Topic;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.Bytes;
import java.util.Optional;
import java.util.OptionalLong;

/// What clients ask of events.
public interface EventCommands {
    /// `events.publish`
    ///
    /// @param id made by the server where absent
    /// @param expectedOffset refuse with `CONFLICT` unless the head is there
    record Publish(
            Topic topic,
            Bytes data,
            Optional<String> id,
            Optional<String> type,
            Optional<String> source,
            OptionalLong expectedOffset,
            Optional<TypingCommands.Clear> typing) {}

    /// `events.subscribe`
    ///
    /// @param lag what it wants when it falls behind
    record Subscribe(TopicPattern pattern, From from, Lag lag) {
        public Subscribe(TopicPattern pattern, From from) {
            this(pattern, from, Lag.CATCH_UP);
        }
    }

    /// Where delivery starts.
    sealed interface From {
        record Latest() implements From {}

        record Earliest() implements From {}

        /// After this position.
        record After(Position position) implements From {}

        /// With the last `count` events of the stream that match.
        record Last(int count) implements From {}
    }

    /// `events.history`: one page.
    record History(TopicPattern pattern, From from, int limit) {}
}
