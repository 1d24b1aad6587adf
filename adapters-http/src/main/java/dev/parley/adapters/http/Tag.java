package dev.parley.adapters.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The entity tag of a session (RFC 9110 §8.8.3): its epoch and its version, since a version alone names another
/// document once the history is another one.
record Tag(long epoch, long version) {
    private static final Pattern STRONG = Pattern.compile("\"(\\d{1,18}):(\\d{1,18})\"");

    String header() {
        return "\"" + epoch + ":" + version + "\"";
    }

    /// Whether a list of entity tags names this one. `*` names every one.
    ///
    /// @param weak whether `W/"…"` counts (§8.8.3.2): for reading it does, for writing it does not
    boolean isIn(List<String> fields, boolean weak) {
        return fields.stream()
                .flatMap(field -> Pattern.compile(",").splitAsStream(field))
                .map(String::strip)
                .map(tag -> weak && tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(header()));
    }

    /// The version that a request was made on, where it names exactly one.
    static Optional<Tag> of(List<String> fields) {
        Matcher strong = STRONG.matcher(fields.size() == 1 ? fields.getFirst().strip() : "");
        return strong.matches()
                ? Optional.of(new Tag(Long.parseLong(strong.group(1)), Long.parseLong(strong.group(2))))
                : Optional.empty();
    }
}
