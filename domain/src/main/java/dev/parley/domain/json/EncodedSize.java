package dev.parley.domain.json;

import java.util.Map;

/// Bytes of a value's compact UTF-8 text as [CanonicalJson] writes it, counted without writing it.
public final class EncodedSize {
    private EncodedSize() {}

    public static long of(Json json) {
        return switch (json) {
            case JsonObject(var members) -> ofMembers(members);
            case JsonArray(var items) -> ofItems(items);
            case JsonString(String value) -> ofString(value);
            case JsonNumber(double value) -> ofNumber(value);
            case JsonBoolean literal -> literal.value() ? 4 : 5;
            case JsonNull _ -> 4;
        };
    }

    private static long ofMembers(Map<String, Json> members) {
        long size = 2L + commas(members.size());
        for (Map.Entry<String, Json> member : members.entrySet()) {
            size += ofString(member.getKey()) + 1L + of(member.getValue());
        }
        return size;
    }

    private static long ofItems(Iterable<Json> items) {
        long size = 1;
        for (Json item : items) {
            size += 1 + of(item);
        }
        return size == 1 ? 2 : size;
    }

    private static int commas(int children) {
        return Math.max(0, children - 1);
    }

    /// With its quotes and escapes.
    public static int ofString(String text) {
        int size = 2;
        for (int i = 0; i < text.length(); i++) {
            size += ofChar(text.charAt(i));
        }
        return size;
    }

    private static int ofChar(char c) {
        if (c < 0x20) {
            return c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r' ? 2 : 6;
        }
        if (c < 0x80) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        // Each half of a surrogate pair counts two of the four bytes.
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    private static int ofNumber(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value).length()
                : EcmaNumber.text(value).length();
    }
}
