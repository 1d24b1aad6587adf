package dev.parley.domain.access;

/// A text in which `*` stands for any run of characters, none included.
final class Wildcard {
    private static final char ANY = '*';

    private Wildcard() {}

    /// In time proportional to the product of both lengths at worst: only the last `*` is ever tried anew.
    static boolean matches(String pattern, String text) {
        int at = 0;
        int read = 0;
        int star = -1;
        int resume = 0;
        while (read < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == ANY) {
                star = at++;
                resume = read;
            } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(read)) {
                at++;
                read++;
            } else if (star >= 0) {
                at = star + 1;
                read = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == ANY) {
            at++;
        }
        return at == pattern.length();
    }
}
