package dev.parley.domain.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The one text of a value (RFC 8785, JSON Canonicalization Scheme): no white space, members sorted by
/// UTF-16 code units, ECMAScript numbers. Equal values have equal texts, so hashes are taken over it.
public final class CanonicalJson {
    private CanonicalJson() {}

    public static String text(Json json) {
        StringBuilder out = new StringBuilder();
        write(json, out);
        return out.toString();
    }

    /// Lower-case hex SHA-256 over the UTF-8 bytes of [#text].
    public static String sha256Hex(Json json) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text(json).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void write(Json json, StringBuilder out) {
        switch (json) {
            case JsonObject(var members) -> writeMembers(members, out);
            case JsonArray(List<Json> items) -> writeItems(items, out);
            case JsonString(String value) -> writeString(value, out);
            case JsonNumber(double value) -> out.append(EcmaNumber.text(value));
            case JsonBoolean literal -> out.append(literal.value());
            case JsonNull _ -> out.append("null");
        }
    }

    private static void writeMembers(Map<String, Json> members, StringBuilder out) {
        char before = '{';
        // String.compareTo is the order by UTF-16 code units (RFC 8785 §3.2.3).
        for (Map.Entry<String, Json> member : new TreeMap<>(members).entrySet()) {
            out.append(before);
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            before = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private static void writeItems(List<Json> items, StringBuilder out) {
        char before = '[';
        for (Json item : items) {
            out.append(before);
            write(item, out);
            before = ',';
        }
        out.append(items.isEmpty() ? "[]" : "]");
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            writeChar(text.charAt(i), out);
        }
        out.append('"');
    }

    private static void writeChar(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
