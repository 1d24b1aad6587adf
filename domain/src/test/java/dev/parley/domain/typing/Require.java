package dev.parley.domain.typing;

/// The cheapest assertion: millions of them run in these tests.
final class Require {
    private Require() {}

    static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    static void same(Object actual, Object expected, String what) {
        if (!actual.equals(expected)) {
            throw new AssertionError(what + ": " + actual + " instead of " + expected);
        }
    }
}
