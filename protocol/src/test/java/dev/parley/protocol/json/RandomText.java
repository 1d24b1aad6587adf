package dev.parley.protocol.json;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.json.JsonNull;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

/// Texts as other hands would write them: white space, escapes where none are needed, numbers in odd forms;
/// and then broken by a few bytes.
final class RandomText {
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1",
        "10",
        "1.0",
        "1.50",
        "1e2",
        "1E+2",
        "1e-2",
        "0.1e1",
        "-12.25",
        "9007199254740993",
        "9007199254740994",
        "18446744073709551615",
        "123456789012345678901234567890",
        "1e308",
        "1e309",
        "-1e400",
        "0e999999999999",
        "1e-999999999999",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "5e-324"
    };
    private static final String[] FRAGMENTS = {
        "\\u0000", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\\u00", "\\", "\"", "{", "}", "[", "]", ",", ":", "1e999",
                "01", "-",
        ".", "e", "null", "true", " ", "\n", "\t", "\u0000", "\u0001", "\"a\":1,", "\"a\",", "NaN", "//", "'", "é",
                "\ufeff"
    };
    private static final byte[] LEADS = {
        (byte) 0x80,
        (byte) 0xC0,
        (byte) 0xC1,
        (byte) 0xC3,
        (byte) 0xE0,
        (byte) 0xED,
        (byte) 0xA0,
        (byte) 0xF0,
        (byte) 0xF4,
        (byte) 0xF5,
        (byte) 0x90,
        (byte) 0xFF
    };

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    private RandomText(Random random) {
        this.random = random;
    }

    /// The bytes of one value.
    static byte[] sound(Random random) {
        RandomText writer = new RandomText(random);
        writer.space();
        writer.value(RandomJson.value(random));
        writer.space();
        return writer.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// `text` with up to three bytes or fragments changed.
    static byte[] mutated(byte[] text, Random random) {
        byte[] mutant = text;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            mutant = splice(mutant, random);
        }
        return mutant;
    }

    private static byte[] splice(byte[] text, Random random) {
        int from = random.nextInt(10) == 0 ? 0 : random.nextInt(text.length + 1);
        int removed = Math.min(text.length - from, random.nextInt(3));
        ByteArrayOutputStream mutant = new ByteArrayOutputStream();
        mutant.write(text, 0, from);
        mutant.writeBytes(replacement(random));
        mutant.write(text, from + removed, text.length - from - removed);
        return mutant.toByteArray();
    }

    private static byte[] replacement(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> new byte[] {LEADS[random.nextInt(LEADS.length)]};
            case 3 -> new byte[] {(byte) (' ' + random.nextInt(95))};
            default -> FRAGMENTS[random.nextInt(FRAGMENTS.length)].getBytes(StandardCharsets.UTF_8);
        };
    }

    private void value(Json json) {
        switch (json) {
            case JsonNull nothing -> text.append("null");
            case JsonBoolean bool -> text.append(bool.value());
            case JsonNumber number -> number(number.value());
            case JsonString string -> string(string.value());
            case JsonArray array -> {
                text.append('[');
                String separator = "";
                for (Json item : array.items()) {
                    text.append(separator);
                    padded(() -> value(item));
                    separator = ",";
                }
                space();
                text.append(']');
            }
            case JsonObject object -> {
                text.append('{');
                String separator = "";
                for (Map.Entry<String, Json> member : object.members().entrySet()) {
                    text.append(separator);
                    padded(() -> string(member.getKey()));
                    text.append(':');
                    padded(() -> value(member.getValue()));
                    separator = ",";
                }
                space();
                text.append('}');
            }
        }
    }

    private void padded(Runnable part) {
        space();
        part.run();
        space();
    }

    private void space() {
        if (random.nextInt(6) == 0) {
            text.append(" \t\r\n".charAt(random.nextInt(4)));
        }
    }

    private void number(double value) {
        if (random.nextInt(3) == 0) {
            text.append(NUMBERS[random.nextInt(NUMBERS.length)]);
        } else {
            text.append(value);
        }
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || (random.nextInt(5) == 0 && !Character.isSurrogate(c))) {
                text.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
