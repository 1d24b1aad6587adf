package dev.parley.testkit.simulation;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/// Edits of a small document, so that they conflict often. Each writes a text of its own, by which its effect is known.
final class RandomEdits {
    static final JsonObject DOCUMENT = new Params()
            .with("list", JsonArray.of(JsonNumber.of(1), JsonNumber.of(2), JsonNumber.of(3)))
            .with("map", new Params().with("a", 1).with("b", 2).json())
            .json();

    private static final List<String> NAMES = List.of("a", "b", "c");

    private RandomEdits() {}

    /// @param strict refused rather than merged
    record Edit(List<Json> operations, boolean strict) {}

    static Edit edit(Dice dice, Json shown, String token) {
        List<Json> operations = new ArrayList<>();
        int length = length(shown);
        if (dice.chance(0.05)) {
            return new Edit(List.of(valued("test", "/map", member(shown, "map"))), false);
        }
        switch (dice.below(8)) {
            case 0 -> operations.add(valued("test", "/map", member(shown, "map")));
            case 1 -> {
                if (length > 2) {
                    operations.add(
                            operation("remove", "/list/" + dice.below(length--)).json());
                }
            }
            case 2 -> {
                if (length > 0) {
                    operations.add(valued("replace", "/list/" + dice.below(length), JsonNumber.of(dice.below(9))));
                }
            }
            case 3 -> operations.add(mapEdit(dice, shown));
            case 4 -> {
                if (length > 0) {
                    int at = dice.below(length);
                    operations.add(valued("test", "/list/" + at, item(shown, at)));
                }
            }
            default -> {}
        }
        operations.add(
                dice.chance(0.3)
                        ? valued("add", "/map/" + dice.pick(NAMES), new JsonString(token))
                        : valued("add", "/list/" + dice.below(length + 1), new JsonString(token)));
        return new Edit(operations, dice.chance(0.1));
    }

    private static Json mapEdit(Dice dice, Json shown) {
        String name = dice.pick(NAMES);
        boolean there = Fields.of(member(shown, "map")).has(name);
        return there && dice.chance(0.5)
                ? operation("remove", "/map/" + name).json()
                : valued("add", "/map/" + name, JsonNumber.of(dice.below(9)));
    }

    private static Params operation(String op, String path) {
        return Params.of("op", op).with("path", path);
    }

    private static Json valued(String op, String path, Json value) {
        return operation(op, path).with("value", value).json();
    }

    private static Json member(Json shown, String name) {
        return Fields.of(shown).get(name);
    }

    private static int length(Json shown) {
        return Fields.of(shown).list("list").size();
    }

    private static Json item(Json shown, int at) {
        return Fields.of(shown).list("list").get(at);
    }
}
