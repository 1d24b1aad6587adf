package dev.parley.domain.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A path into a JSON value (RFC 6901): reference tokens, already unescaped. No tokens is the whole document.
public record JsonPointer(List<String> tokens) {
    public static final JsonPointer ROOT = new JsonPointer(List.of());

    public JsonPointer {
        tokens = List.copyOf(tokens);
    }

    /// @return empty where `text` is not a pointer: no leading `/`, or a `~` that is not `~0` or `~1`
    public static Optional<JsonPointer> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(ROOT);
        }
        if (text.charAt(0) != '/') {
            return Optional.empty();
        }
        List<String> tokens = new ArrayList<>();
        for (String escaped : text.substring(1).split("/", -1)) {
            Optional<String> token = unescape(escaped);
            if (token.isEmpty()) {
                return Optional.empty();
            }
            tokens.add(token.get());
        }
        return Optional.of(new JsonPointer(tokens));
    }

    private static Optional<String> unescape(String escaped) {
        if (escaped.indexOf('~') < 0) {
            return Optional.of(escaped);
        }
        StringBuilder token = new StringBuilder(escaped.length());
        int at = 0;
        while (at < escaped.length()) {
            char c = escaped.charAt(at++);
            if (c != '~') {
                token.append(c);
                continue;
            }
            char code = at < escaped.length() ? escaped.charAt(at++) : ' ';
            if (code != '0' && code != '1') {
                return Optional.empty();
            }
            token.append(code == '0' ? '~' : '/');
        }
        return Optional.of(token.toString());
    }

    public boolean isRoot() {
        return tokens.isEmpty();
    }

    public JsonPointer child(String token) {
        List<String> longer = new ArrayList<>(tokens);
        longer.add(token);
        return new JsonPointer(longer);
    }

    /// @throws IllegalStateException at the root
    public JsonPointer parent() {
        if (isRoot()) {
            throw new IllegalStateException("the root has no parent");
        }
        return new JsonPointer(tokens.subList(0, tokens.size() - 1));
    }

    /// Whether `other` lies below this, or is this.
    public boolean isPrefixOf(JsonPointer other) {
        return tokens.size() <= other.tokens.size()
                && other.tokens.subList(0, tokens.size()).equals(tokens);
    }

    /// The RFC 6901 text.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }
}
