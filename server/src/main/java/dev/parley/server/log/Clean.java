package dev.parley.server.log;

import java.util.regex.Pattern;

/// Makes text from anywhere fit to stand in the log: of a length that was agreed, without what would begin a line of
/// its own or command a terminal, and without tokens.
final class Clean {
    private static final Pattern TOKEN = Pattern.compile(
            "eyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*)?|(?i:bearer[ .])[A-Za-z0-9._~+/:=-]+");
    private static final String CUT = "…";

    private Clean() {}

    /// One line, with control characters spelled out.
    static String line(String text, int most) {
        return spelled(cut(text, most), false);
    }

    /// Several lines; only their ends and tabs stay.
    static String lines(String text, int most) {
        return spelled(cut(text, most), true);
    }

    private static String cut(String text, int most) {
        String shown = TOKEN.matcher(text.length() > 2 * most ? text.substring(0, 2 * most) : text)
                .replaceAll("[token]");
        return shown.length() > most || text.length() > 2 * most
                ? shown.substring(0, Math.min(most, shown.length())) + CUT
                : shown;
    }

    private static String spelled(String text, boolean several) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (several && (point == '\n' || point == '\t')) {
                clean.append((char) point);
            } else if (several && point == '\r') {
                clean.append(' ');
            } else if (isPlain(point)) {
                clean.appendCodePoint(point);
            } else {
                clean.append("\\u").append("%04x".formatted(point));
            }
        });
        return clean.toString();
    }

    /// Not a control, no separator of lines, nothing that turns the direction of writing, no half of a pair.
    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
