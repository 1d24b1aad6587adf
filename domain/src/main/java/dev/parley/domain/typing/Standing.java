package dev.parley.domain.typing;

import java.util.List;

/// The content of a frame: how many type, and the names of a few.
///
/// @param count exact to 20, above it the largest step that is not more
record Standing(int count, boolean atLeast, List<TypingFrame.Typist> top) {
    /// One more than a viewer shows, because he leaves himself out.
    static final int NAMED = 4;

    static final Standing NOBODY = new Standing(0, false, List.of());

    private static final int EXACT = 20;
    private static final int[] STEPS = {1_000, 500, 250, 100, 50, 25, EXACT};

    Standing {
        top = List.copyOf(top);
    }

    static Standing of(int users, List<TypingFrame.Typist> top) {
        return new Standing(rounded(users), users > EXACT, top);
    }

    static int rounded(int users) {
        if (users <= EXACT) {
            return users;
        }
        for (int step : STEPS) {
            if (step <= users) {
                return step;
            }
        }
        throw new IllegalStateException("no step for " + users);
    }

    boolean isEmpty() {
        return count == 0;
    }

    TypingFrame asFrame(String scope, long rev, long ttlMillis) {
        return new TypingFrame(scope, rev, count, atLeast, top, ttlMillis, false);
    }
}
