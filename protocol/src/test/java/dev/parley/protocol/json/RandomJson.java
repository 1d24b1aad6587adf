package dev.parley.protocol.json;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.json.JsonNull;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/// Values of every kind, small and awkward.
final class RandomJson {
    private static final String[] PIECES = {
        "a", "b", "\"", "\\", "/", "\n", "\u0001", "\u007f", "é", "€", "😀", "\u2028", "\ud7ff", "\ue000", "\uffff", " "
    };

    private RandomJson() {}

    static Json value(Random random) {
        return value(random, 4);
    }

    private static Json value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> JsonNull.NULL;
            case 1 -> JsonBoolean.of(random.nextBoolean());
            case 2, 3 -> new JsonNumber(number(random));
            case 4 -> new JsonString(string(random));
            case 5 -> array(random, depth - 1);
            default -> object(random, depth - 1);
        };
    }

    private static Json array(Random random, int depth) {
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            items.add(value(random, depth));
        }
        return new JsonArray(items);
    }

    private static Json object(Random random, int depth) {
        LinkedHashMap<String, Json> members = new LinkedHashMap<>();
        for (int i = random.nextInt(random.nextInt(8) == 0 ? 20 : 5); i > 0; i--) {
            members.put(string(random), value(random, depth));
        }
        return new JsonObject(members);
    }

    private static double number(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(100);
            case 1 -> random.nextInt() / 8.0;
            case 2 -> random.nextLong();
            case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
            default -> random.nextInt(20) / 10.0;
        };
    }

    static String string(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
