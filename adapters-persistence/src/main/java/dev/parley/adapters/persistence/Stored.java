package dev.parley.adapters.persistence;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import dev.parley.protocol.json.JsonReader;
import java.util.Optional;

/// A stored JSON object, read member by member. What is not as it was written is damage.
final class Stored {
    /// Documents nest 64 deep; patches and records add a few levels.
    private static final int DEPTH_LIMIT = 128;

    private final JsonObject object;

    Stored(Json json) throws Damaged {
        if (!(json instanceof JsonObject members)) {
            throw new Damaged("an object is something else");
        }
        this.object = members;
    }

    static Stored parse(byte[] text) throws Damaged {
        return switch (JsonReader.read(text, DEPTH_LIMIT)) {
            case JsonReader.Value(Json json) -> new Stored(json);
            case JsonReader.Malformed malformed -> throw new Damaged(malformed.why());
            case JsonReader.Inexact inexact -> throw new Damaged("the number " + inexact.literal());
        };
    }

    Optional<Json> find(String name) {
        return object.member(name);
    }

    Json json(String name) throws Damaged {
        return find(name).orElseThrow(() -> new Damaged("no " + name));
    }

    String text(String name) throws Damaged {
        return text(json(name));
    }

    static String text(Json json) throws Damaged {
        if (json instanceof JsonString(String text)) {
            return text;
        }
        throw new Damaged("a string is something else");
    }

    Optional<String> findText(String name) throws Damaged {
        Optional<Json> found = find(name);
        return found.isEmpty() ? Optional.empty() : Optional.of(text(found.get()));
    }

    long number(String name) throws Damaged {
        if (json(name) instanceof JsonNumber(double number)) {
            return (long) number;
        }
        throw new Damaged(name + " is not a number");
    }

    boolean flag(String name) throws Damaged {
        return json(name) == JsonBoolean.TRUE;
    }

    static JsonArray array(Json json) throws Damaged {
        if (json instanceof JsonArray array) {
            return array;
        }
        throw new Damaged("an array is something else");
    }
}
