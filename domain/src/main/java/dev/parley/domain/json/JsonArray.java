package dev.parley.domain.json;

import java.util.List;

/// An ordered list of values.
public record JsonArray(List<Json> items) implements Json {
    public static final JsonArray EMPTY = new JsonArray(List.of());

    public JsonArray {
        items = List.copyOf(items);
    }

    public static JsonArray of(Json... items) {
        return new JsonArray(List.of(items));
    }
}
