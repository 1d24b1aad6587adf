package dev.parley.testkit.simulation;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Parameters of a request while they are put together.
final class Params {
    private final SequencedMap<String, Json> members = new LinkedHashMap<>();

    static Params of(String name, String value) {
        return new Params().with(name, value);
    }

    Params with(String name, Json value) {
        members.put(name, value);
        return this;
    }

    Params with(String name, String value) {
        return with(name, new JsonString(value));
    }

    Params with(String name, long value) {
        return with(name, JsonNumber.of(value));
    }

    Params with(String name, boolean value) {
        return with(name, value ? JsonBoolean.TRUE : JsonBoolean.FALSE);
    }

    Params with(String name, List<JsonObject> values) {
        return with(name, new JsonArray(List.copyOf(values)));
    }

    JsonObject json() {
        return new JsonObject(members);
    }
}
