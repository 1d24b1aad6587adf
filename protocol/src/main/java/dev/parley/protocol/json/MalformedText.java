package dev.parley.protocol.json;

/// Unwinds a walk over text that is not strict JSON; caught where the walk began. Without a stack trace: it
/// is an expected outcome of hostile input, and filling in the trace would cost more than the walk.
final class MalformedText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int at;

    MalformedText(String why, int at) {
        super(why, null, false, false);
        this.at = at;
    }

    String why() {
        return String.valueOf(getMessage());
    }

    int at() {
        return at;
    }
}
