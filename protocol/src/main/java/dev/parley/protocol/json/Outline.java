package dev.parley.protocol.json;

import java.util.List;

/// What [JsonScanner] has found: the shape of a message, none of its values.
public sealed interface Outline {
    /// What can stand in an array.
    sealed interface Element extends Outline {
        JsonText value();
    }

    /// An object.
    record Fields(JsonText value, Members members) implements Element {}

    /// An array.
    ///
    /// @param first its elements, as many as the scanner was told to keep
    /// @param count how many it has
    record Elements(List<Element> first, int count) implements Outline {
        public Elements {
            first = List.copyOf(first);
        }
    }

    /// Anything else, and an array within an array.
    record Other(JsonText value) implements Element {}

    /// Not strict JSON.
    ///
    /// @param at index of the byte that gave it away
    record Malformed(String why, int at) implements Outline {}
}
