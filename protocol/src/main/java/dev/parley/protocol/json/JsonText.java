package dev.parley.protocol.json;

import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.shared.Bytes;
import java.util.OptionalLong;

/// One value inside a message that [JsonScanner] has found sound: its bytes, without white space around
/// them. It shares the message's array and must not be changed.
public final class JsonText {
    /// What a value is, as its first byte tells.
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    private final byte[] text;
    private final int from;
    private final int to;

    JsonText(byte[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    public Kind kind() {
        return switch (text[from]) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            default -> Kind.NUMBER;
        };
    }

    /// A copy, byte for byte.
    public Bytes bytes() {
        return Bytes.copyOf(text, from, to);
    }

    public JsonReader.Result read(int depthLimit) {
        return JsonReader.read(text, from, to, depthLimit);
    }

    /// The walk over this value alone.
    public Outline outline(JsonScanner scanner) {
        return scanner.scan(text, from, to);
    }

    /// @throws IllegalStateException where it is not a string
    public String string() {
        if (kind() != Kind.STRING) {
            throw new IllegalStateException("not a string but " + kind());
        }
        return StringText.decode(text, from + 1, to - 1, StringText.hasEscape(text, from + 1, to - 1));
    }

    /// Whether it is the literal `true`.
    public boolean isTrue() {
        return text[from] == 't';
    }

    /// The number, where it is an integer and a `long`, and a double holds it exactly.
    public OptionalLong integer() {
        return read(0) instanceof JsonReader.Value(JsonNumber(double value)) ? exact(value) : OptionalLong.empty();
    }

    private static OptionalLong exact(double value) {
        boolean fits = value == Math.rint(value) && Math.abs(value) < 0x1p63;
        return fits ? OptionalLong.of((long) value) : OptionalLong.empty();
    }

    /// As the client wrote it.
    @Override
    public String toString() {
        return bytes().utf8();
    }
}
