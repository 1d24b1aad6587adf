package dev.parley.domain.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Members in the order in which they were written; equality does not look at it.
public record JsonObject(SequencedMap<String, Json> members) implements Json {
    public static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

    public JsonObject {
        members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    public static JsonObject of(String name, Json value) {
        return EMPTY.with(name, value);
    }

    public Optional<Json> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    public JsonObject with(String name, Json value) {
        LinkedHashMap<String, Json> copy = new LinkedHashMap<>(members);
        copy.put(name, value);
        return new JsonObject(copy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject object && ((Map<String, Json>) members).equals(object.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }
}
