package dev.parley.domain.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/// Seeded small values with few names, among them numeric ones and such that need escapes.
public final class RandomJson {
    public static final List<String> NAMES = List.of("a", "b", "0", "1", "~/", "");
    private static final int WIDEST = 4;

    private final SplittableRandom random;
    private final int levels;

    public RandomJson(SplittableRandom random) {
        this(random, 3);
    }

    private RandomJson(SplittableRandom random, int levels) {
        this.random = random;
        this.levels = levels;
    }

    /// So small that concurrent patches collide nearly always.
    public static RandomJson dense(SplittableRandom random) {
        return new RandomJson(random, 2);
    }

    /// An object or an array.
    public Json document() {
        return random.nextInt(4) == 0 ? array(levels) : object(levels);
    }

    /// Often an empty container, as authors make one before they fill it.
    public Json value() {
        return switch (random.nextInt(8)) {
            case 0 -> JsonObject.EMPTY;
            case 1 -> JsonArray.EMPTY;
            default -> value(random.nextInt(levels));
        };
    }

    public String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private Json value(int depth) {
        int kind = random.nextInt(6);
        if (depth > 0 && kind < 2) {
            return object(depth);
        }
        if (depth > 0 && kind < 4) {
            return array(depth);
        }
        return scalar();
    }

    private Json object(int depth) {
        SequencedMap<String, Json> members = new LinkedHashMap<>();
        for (int left = random.nextInt(WIDEST + depth); left > 0; left--) {
            members.put(name(), value(depth - 1));
        }
        return new JsonObject(members);
    }

    private Json array(int depth) {
        List<Json> items = new ArrayList<>();
        for (int left = random.nextInt(WIDEST + depth); left > 0; left--) {
            items.add(value(depth - 1));
        }
        return new JsonArray(items);
    }

    public Json scalar() {
        return switch (random.nextInt(6)) {
            case 0 -> JsonNull.NULL;
            case 1 -> JsonBoolean.of(random.nextBoolean());
            case 2 -> new JsonNumber(random.nextInt(-5, 5) / 4.0);
            case 3 -> new JsonString("é\"" + random.nextInt(3));
            default -> JsonNumber.of(random.nextInt(1_000_000));
        };
    }
}
