package dev.parley.application.events;

import dev.parley.application.Grade;
import dev.parley.domain.events.Event;
import java.util.List;
import java.util.OptionalLong;

/// What events answer.
public interface EventAnswers {
    record Published(String stream, long epoch, long offset, boolean duplicate, Grade durable) {}

    /// @param offset delivery starts after it
    /// @param recovered the client gave a position, and all after it follows
    record Subscribed(String subscription, String stream, long epoch, long offset, boolean recovered) {}

    /// @param next the position to ask for next; absent at the head
    record Page(String stream, long epoch, List<Event> events, OptionalLong next) {
        public Page {
            events = List.copyOf(events);
        }
    }
}
