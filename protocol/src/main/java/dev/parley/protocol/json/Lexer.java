package dev.parley.protocol.json;

/// Steps over the tokens of a text (RFC 8259 §2–7) and refuses what this protocol refuses beyond the
/// grammar: ill-formed UTF-8, lone surrogates in either form, U+0000, and numbers that overflow a double.
/// It builds nothing; [JsonReader] and [JsonScanner] share it so that they cannot disagree about what is
/// malformed.
final class Lexer {
    /// What [#next] answers behind the last byte; no token starts with it.
    static final int END = -1;

    private final byte[] text;
    private final int end;
    private int at;

    Lexer(byte[] text, int from, int to) {
        this.text = text;
        this.at = from;
        this.end = to;
    }

    int at() {
        return at;
    }

    byte[] text() {
        return text;
    }

    MalformedText malformed(String why) {
        return new MalformedText(why, at);
    }

    /// The byte at which the next token starts, after white space; it is not consumed.
    int next() {
        while (at < end) {
            byte b = text[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
            at++;
        }
        return END;
    }

    /// Consumes the byte that [#next] has shown.
    void step() {
        at++;
    }

    /// Consumes `token` if it is next.
    boolean take(char token) {
        if (next() != token) {
            return false;
        }
        at++;
        return true;
    }

    void require(char token, String otherwise) {
        if (!take(token)) {
            throw malformed(otherwise);
        }
    }

    void requireEnd() {
        if (next() != END) {
            throw malformed("something follows the value");
        }
    }

    /// Steps over `word`, whose first letter is next.
    void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || text[at + i] != word.charAt(i)) {
                throw malformed("not a JSON value");
            }
        }
        at += word.length();
    }

    /// Steps over the string whose opening quote is next.
    ///
    /// @return whether it holds escapes, so that its bytes are not its content
    boolean string() {
        boolean escaped = false;
        at++;
        while (at < end) {
            byte b = text[at];
            if (b == '"') {
                at++;
                return escaped;
            }
            if (b == '\\') {
                escaped = true;
                escape();
            } else {
                character(b);
            }
        }
        throw malformed("a string does not end");
    }

    private void character(byte b) {
        if (b >= ' ') {
            at++;
            return;
        }
        if (b >= 0) {
            throw malformed("a control character in a string");
        }
        int length = Utf8.sequence(text, at, end);
        if (length == 0) {
            throw malformed("not UTF-8");
        }
        at += length;
    }

    private void escape() {
        int code = at + 1 < end ? text[at + 1] : END;
        switch (code) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at += 2;
            case 'u' -> unicodeEscape();
            default -> throw malformed("not an escape");
        }
    }

    private void unicodeEscape() {
        char unit = unit();
        if (unit == 0) {
            throw malformed("U+0000");
        }
        if (Character.isLowSurrogate(unit)) {
            throw malformed("a lone surrogate");
        }
        at += 6;
        if (Character.isHighSurrogate(unit)) {
            if (end - at < 6 || text[at] != '\\' || text[at + 1] != 'u' || !Character.isLowSurrogate(unit())) {
                throw malformed("a lone surrogate");
            }
            at += 6;
        }
    }

    /// The code unit of the escape `\\uXXXX` that starts here.
    private char unit() {
        if (end - at < 6) {
            throw malformed("not an escape");
        }
        int unit = StringText.unit(text, at);
        if (unit < 0) {
            throw malformed("not an escape");
        }
        return (char) unit;
    }

    /// Steps over the number that is next.
    ///
    /// @return whether it is an integer literal: no fraction, no exponent
    boolean number() {
        int from = at;
        boolean integer = true;
        if (text[at] == '-') {
            at++;
        }
        if (at < end && text[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < end && text[at] == '.') {
            at++;
            digits();
            integer = false;
        }
        if (at < end && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (at < end && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            digits();
            integer = false;
        }
        if (NumberText.overflows(text, from, at)) {
            throw new MalformedText("a number overflows", from);
        }
        return integer;
    }

    private void digits() {
        int from = at;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw malformed("a digit is missing");
        }
    }
}
