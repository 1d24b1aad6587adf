package dev.parley.domain.shared;

import java.util.regex.Pattern;

/// The grammars of names that clients choose. One canonical form each: nothing is trimmed or folded.
public enum Grammar {
    /// Session, device, subscription and event ids.
    ID("[A-Za-z0-9._:-]{1,128}"),
    /// A stream, and one segment of a topic.
    SEGMENT("[A-Za-z0-9_:-]{1,128}"),
    /// A user: printable, no control, format, surrogate or unassigned characters.
    USER("[^\\p{C}]{1,255}");

    private final Pattern pattern;

    Grammar(String regex) {
        this.pattern = Pattern.compile(regex);
    }

    public boolean accepts(String value) {
        return pattern.matcher(value).matches();
    }

    /// @throws IllegalArgumentException where `value` does not match
    static void require(Grammar grammar, String value) {
        if (!grammar.accepts(value)) {
            throw new IllegalArgumentException("not a valid " + grammar + ": " + value);
        }
    }
}
