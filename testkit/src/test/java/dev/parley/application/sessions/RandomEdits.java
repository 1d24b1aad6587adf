package dev.parley.application.sessions;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.PatchOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Edits of a small document, so that they conflict often. Each adds its token once, by which its effect is known.
final class RandomEdits {
    static final Json DOCUMENT = JsonObject.EMPTY
            .with("l", JsonArray.of(Ops.number(1), Ops.number(2), Ops.number(3)))
            .with("m", JsonObject.of("a", Ops.number(1)).with("b", Ops.number(2)));

    private RandomEdits() {}

    static JsonPatch edit(RandomGenerator random, Json shown, String token) {
        List<PatchOperation> operations = new ArrayList<>();
        int length = length(shown);
        switch (random.nextInt(10)) {
            case 0 -> operations.add(Ops.remove("/missing"));
            case 1 -> operations.add(Ops.test("/l/0", Ops.number(1)));
            case 2 -> operations.add(member(random, shown));
            case 3 -> {
                if (length > 0) {
                    operations.add(Ops.remove("/l/" + random.nextInt(length)));
                    length--;
                }
            }
            case 4 -> {
                if (length > 0) {
                    operations.add(Ops.replace("/l/" + random.nextInt(length), Ops.number(random.nextInt(5))));
                }
            }
            case 5 -> {
                return random.nextBoolean() ? JsonPatch.EMPTY : Ops.patch(Ops.test("/m", shown(shown, "m")));
            }
            default -> {}
        }
        operations.add(Ops.add("/l/" + random.nextInt(length + 1), Ops.text(token)));
        return new JsonPatch(operations);
    }

    private static PatchOperation member(RandomGenerator random, Json shown) {
        String name = random.nextBoolean() ? "a" : "b";
        boolean there = shown(shown, "m") instanceof JsonObject(var members) && members.containsKey(name);
        if (there && random.nextBoolean()) {
            return Ops.remove("/m/" + name);
        }
        return Ops.add("/m/" + name, Ops.number(random.nextInt(9)));
    }

    private static int length(Json shown) {
        return shown(shown, "l") instanceof JsonArray(List<Json> items) ? items.size() : 0;
    }

    private static Json shown(Json shown, String name) {
        return switch (shown) {
            case JsonObject(Map<String, Json> members) -> members.getOrDefault(name, JsonObject.EMPTY);
            case Json other -> other;
        };
    }
}
