package dev.parley.protocol.json;

import java.nio.charset.StandardCharsets;

/// The content of string tokens that the [Lexer] has already stepped over.
final class StringText {
    private StringText() {}

    /// @param from behind the opening quote
    /// @param to at the closing quote
    static String decode(byte[] text, int from, int to, boolean escaped) {
        if (!escaped) {
            return new String(text, from, to - from, StandardCharsets.UTF_8);
        }
        StringBuilder content = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int plain = at;
            while (at < to && text[at] != '\\') {
                at++;
            }
            content.append(new String(text, plain, at - plain, StandardCharsets.UTF_8));
            if (at < to) {
                at += unescape(text, at, content);
            }
        }
        return content.toString();
    }

    /// @return how many bytes the escape takes
    private static int unescape(byte[] text, int at, StringBuilder content) {
        byte code = text[at + 1];
        if (code == 'u') {
            content.append((char) unit(text, at));
            return 6;
        }
        content.append(
                switch (code) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> (char) code;
                });
        return 2;
    }

    /// The code unit of the escape that starts at `at`; negative where its four digits are not hexadecimal.
    static int unit(byte[] text, int at) {
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = text[i] < 0 ? -1 : Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    static boolean hasEscape(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '\\') {
                return true;
            }
        }
        return false;
    }
}
