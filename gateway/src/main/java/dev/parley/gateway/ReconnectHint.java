package dev.parley.gateway;

/// When clients of a server that stops should come back: not before another may listen, and not all at once.
public final class ReconnectHint {
    private static final int FIRST_MILLIS = 1_000;
    private static final int LAST_MILLIS = 3_000;

    private ReconnectHint() {}

    /// For one of several clients, evenly spread over them.
    ///
    /// @param index from 0
    public static int millis(int index, int clients) {
        return FIRST_MILLIS + (int) ((long) (LAST_MILLIS - FIRST_MILLIS) * index / Math.max(1, clients));
    }
}
