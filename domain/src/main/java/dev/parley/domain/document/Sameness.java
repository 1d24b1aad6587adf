package dev.parley.domain.document;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonObject;
import java.util.Map;

/// Whether a node's value equals a plain one (RFC 6902 §4.6), without building the node's.
final class Sameness {
    private Sameness() {}

    static boolean same(Node node, Json json) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.json().equals(json);
            case Node.Elements elements -> json instanceof JsonArray array && same(elements.slots(), array);
            case Node.Members members -> json instanceof JsonObject object && same(members.slots(), object);
        };
    }

    private static boolean same(Slots slots, JsonArray array) {
        if (slots.size() != array.items().size()) {
            return false;
        }
        for (int i = 0; i < slots.size(); i++) {
            if (!same(slots.get(i).value(), array.items().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Slots slots, JsonObject object) {
        if (slots.size() != object.members().size()) {
            return false;
        }
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            int index = slots.search(member.getKey());
            if (index < 0 || !same(slots.get(index).value(), member.getValue())) {
                return false;
            }
        }
        return true;
    }
}
