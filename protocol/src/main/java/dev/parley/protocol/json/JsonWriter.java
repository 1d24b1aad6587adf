package dev.parley.protocol.json;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.json.JsonNull;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.shared.Bytes;
import java.util.Arrays;

/// Writes one JSON text as UTF-8, without white space: `object().name("a").number(1).end()`. It sets commas
/// and closing brackets; that names and values alternate is the caller's part. One thread.
public final class JsonWriter {
    private static final int USUAL_MESSAGE = 256;
    private static final int USUAL_DEPTH = 16;

    private final Utf8Output out;
    private char[] closers = new char[USUAL_DEPTH];
    private int depth;
    private boolean comma;

    public JsonWriter() {
        this(USUAL_MESSAGE);
    }

    /// @param capacity bytes to begin with
    public JsonWriter(int capacity) {
        this.out = new Utf8Output(capacity);
    }

    public JsonWriter object() {
        return open('{', '}');
    }

    public JsonWriter array() {
        return open('[', ']');
    }

    private JsonWriter open(char opener, char closer) {
        separate();
        out.put(opener);
        if (depth == closers.length) {
            closers = Arrays.copyOf(closers, depth * 2);
        }
        closers[depth++] = closer;
        comma = false;
        return this;
    }

    /// Closes the innermost object or array.
    ///
    /// @throws IllegalStateException where none is open
    public JsonWriter end() {
        if (depth == 0) {
            throw new IllegalStateException("nothing is open");
        }
        out.put(closers[--depth]);
        return written();
    }

    public JsonWriter name(String name) {
        separate();
        out.quoted(name);
        out.put(':');
        comma = false;
        return this;
    }

    /// @throws IllegalArgumentException at a lone surrogate
    public JsonWriter string(String value) {
        separate();
        out.quoted(value);
        return written();
    }

    public JsonWriter number(long value) {
        separate();
        out.integer(value);
        return written();
    }

    /// The shortest text that reads back the same; integral doubles have no `.0`.
    ///
    /// @throws IllegalArgumentException where it is not finite
    public JsonWriter number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not finite: " + value);
        }
        separate();
        DoubleText.write(value, out);
        return written();
    }

    public JsonWriter bool(boolean value) {
        separate();
        out.ascii(value ? "true" : "false");
        return written();
    }

    /// The literal `null`.
    public JsonWriter nothing() {
        separate();
        out.ascii("null");
        return written();
    }

    /// A value, members in their order.
    public JsonWriter json(Json value) {
        return switch (value) {
            case JsonObject object -> object(object);
            case JsonArray array -> array(array);
            case JsonString text -> string(text.value());
            case JsonNumber number -> number(number.value());
            case JsonBoolean bool -> bool(bool.value());
            case JsonNull nothing -> nothing();
        };
    }

    private JsonWriter object(JsonObject object) {
        object();
        object.members().forEach((name, member) -> name(name).json(member));
        return end();
    }

    private JsonWriter array(JsonArray array) {
        array();
        array.items().forEach(this::json);
        return end();
    }

    /// The text of one value, copied as it is.
    public JsonWriter raw(byte[] value) {
        separate();
        out.put(value);
        return written();
    }

    /// The text of one value, copied as it is.
    public JsonWriter raw(Bytes value) {
        separate();
        int at = out.claim(value.length());
        value.copyTo(out.array(), at);
        return written();
    }

    /// The whole text.
    ///
    /// @throws IllegalStateException where an object or array is still open
    public byte[] toBytes() {
        if (depth != 0) {
            throw new IllegalStateException("not closed: " + depth);
        }
        return out.toBytes();
    }

    private void separate() {
        if (comma) {
            out.put(',');
        }
    }

    private JsonWriter written() {
        comma = true;
        return this;
    }
}
