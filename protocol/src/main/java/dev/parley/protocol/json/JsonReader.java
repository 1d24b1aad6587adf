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
import java.util.Optional;

/// Reads one strict JSON text (RFC 8259) into values. Beyond the grammar it refuses duplicate members, lone
/// surrogates, U+0000, ill-formed UTF-8, a byte order mark, numbers that overflow a double and nesting
/// above a limit.
///
/// An integer literal that no double equals is a result of its own, because the text is sound and only the
/// number cannot be kept: what the client sees depends on where it stands. Fractions and exponents round.
public final class JsonReader {
    /// What came of it.
    public sealed interface Result {}

    public record Value(Json json) implements Result {}

    /// Not strict JSON.
    ///
    /// @param at index of the byte that gave it away
    public record Malformed(String why, int at) implements Result {}

    /// Strict JSON, but this integer would change its value.
    ///
    /// @param literal its beginning, at most 32 characters
    public record Inexact(String literal, int at) implements Result {}

    private static final int SHOWN_DIGITS = 32;

    private final Lexer lexer;
    private final int depthLimit;
    private Optional<Inexact> inexact = Optional.empty();

    private JsonReader(Lexer lexer, int depthLimit) {
        this.lexer = lexer;
        this.depthLimit = depthLimit;
    }

    public static Result read(byte[] text, int depthLimit) {
        return read(text, 0, text.length, depthLimit);
    }

    /// Reads the bytes from `from` to before `to`, which hold one value and white space around it.
    ///
    /// @param depthLimit containers inside each other; a scalar has depth 0
    public static Result read(byte[] text, int from, int to, int depthLimit) {
        return new JsonReader(new Lexer(text, from, to), depthLimit).read();
    }

    private Result read() {
        try {
            Json json = value(0);
            lexer.requireEnd();
            return inexact.<Result>map(number -> number).orElseGet(() -> new Value(json));
        } catch (MalformedText malformed) {
            return new Malformed(malformed.why(), malformed.at());
        }
    }

    private Json value(int depth) {
        return switch (lexer.next()) {
            case '{' -> object(deeper(depth));
            case '[' -> array(deeper(depth));
            case '"' -> new JsonString(string());
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case 't' -> literal("true", JsonBoolean.TRUE);
            case 'f' -> literal("false", JsonBoolean.FALSE);
            case 'n' -> literal("null", JsonNull.NULL);
            default -> throw lexer.malformed("not a JSON value");
        };
    }

    private int deeper(int depth) {
        if (depth == depthLimit) {
            throw lexer.malformed("nested too deeply");
        }
        lexer.step();
        return depth + 1;
    }

    private Json literal(String word, Json value) {
        lexer.literal(word);
        return value;
    }

    private JsonObject object(int depth) {
        if (lexer.take('}')) {
            return JsonObject.EMPTY;
        }
        LinkedHashMap<String, Json> members = new LinkedHashMap<>();
        do {
            String name = name();
            if (members.containsKey(name)) {
                throw lexer.malformed("a member comes twice");
            }
            lexer.require(':', "':' is missing");
            members.put(name, value(depth));
        } while (lexer.take(','));
        lexer.require('}', "',' or '}' is missing");
        return new JsonObject(members);
    }

    private String name() {
        if (lexer.next() != '"') {
            throw lexer.malformed("a member's name is missing");
        }
        return string();
    }

    private JsonArray array(int depth) {
        if (lexer.take(']')) {
            return JsonArray.EMPTY;
        }
        List<Json> items = new ArrayList<>();
        do {
            items.add(value(depth));
        } while (lexer.take(','));
        lexer.require(']', "',' or ']' is missing");
        return new JsonArray(items);
    }

    private String string() {
        int from = lexer.at() + 1;
        boolean escaped = lexer.string();
        return StringText.decode(lexer.text(), from, lexer.at() - 1, escaped);
    }

    private JsonNumber number() {
        int from = lexer.at();
        boolean integer = lexer.number();
        double value = NumberText.value(lexer.text(), from, lexer.at(), integer);
        if (integer && inexact.isEmpty() && !NumberText.isExact(lexer.text(), from, lexer.at(), value)) {
            int shown = Math.min(lexer.at(), from + SHOWN_DIGITS);
            inexact = Optional.of(new Inexact(NumberText.ascii(lexer.text(), from, shown), from));
        }
        return new JsonNumber(value);
    }
}
