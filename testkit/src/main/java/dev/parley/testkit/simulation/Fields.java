package dev.parley.testkit.simulation;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import java.util.List;

/// The members of an object that came over the wire. What a client needs and does not find is a violation.
record Fields(JsonObject json) {
    static Fields of(Json json) {
        if (json instanceof JsonObject object) {
            return new Fields(object);
        }
        throw new Violation("not an object: " + json);
    }

    boolean has(String name) {
        return json.member(name).isPresent();
    }

    Json get(String name) {
        return json.member(name).orElseThrow(() -> new Violation("no member " + name + " in " + json));
    }

    String text(String name) {
        return get(name) instanceof JsonString(String value) ? value : wrong(name);
    }

    long number(String name) {
        if (get(name) instanceof JsonNumber(double value)) {
            return (long) value;
        }
        throw new Violation("not a number: " + name + " in " + json);
    }

    boolean flag(String name) {
        return json.member(name)
                .filter(value -> value instanceof JsonBoolean yes && yes.value())
                .isPresent();
    }

    Fields object(String name) {
        return of(get(name));
    }

    List<Json> list(String name) {
        if (get(name) instanceof JsonArray(List<Json> items)) {
            return items;
        }
        throw new Violation("not a list: " + name + " in " + json);
    }

    /// The user names in a list of `{user, …}`.
    List<String> users(String name) {
        return list(name).stream().map(one -> of(one).text("user")).toList();
    }

    private String wrong(String name) {
        throw new Violation("not a text: " + name + " in " + json);
    }
}
