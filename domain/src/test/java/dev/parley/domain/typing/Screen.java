package dev.parley.domain.typing;

import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a viewer of one context sees, who replaces everything with every frame, and what he may expect of the next.
final class Screen {
    private static final long MILLI = 1_000_000L;
    private static final int[] STEPS = {20, 25, 50, 100, 250, 500, 1_000};

    private TypingFrame frame = new TypingFrame("", 0, 0, false, List.of(), 15_000, false);
    private final List<Long> frames = new ArrayList<>();
    private long windowEnd;

    static Map<ContextKey, Screen> forAll(List<ContextKey> contexts) {
        Map<ContextKey, Screen> screens = new LinkedHashMap<>();
        contexts.forEach(where -> screens.put(where, new Screen()));
        return screens;
    }

    TypingFrame frame() {
        return frame;
    }

    boolean showsSomebody() {
        return frame.count() > 0;
    }

    /// @param atOnce whether something ended that viewers must hear of before the window does
    void show(TypingFrame next, Map<UserId, TypingKind> typing, long now, boolean atOnce) {
        boolean repeats = sees(next);
        if (repeats) {
            Require.same(next.rev(), frame.rev(), "a repeat keeps its rev");
            Require.that(now - last() >= 6_000 * MILLI, "repeats are 6 s apart");
        } else if (next.rev() == 1 && frame.rev() > 0) {
            Require.same(frame.count(), 0, "only what is empty is forgotten");
            Require.that(now - last() >= 15_000 * MILLI, "only what is quiet is forgotten");
        } else {
            Require.same(next.rev(), frame.rev() + 1, "a change counts");
        }
        Require.that(atOnce || frames.isEmpty() || now >= windowEnd, "one frame per window");
        Require.same(next.top(), top(typing), "the names");
        Require.same(next.ttlMillis(), 15_000L, "how long a frame holds");
        frame = next;
        frames.add(now);
    }

    void pace(int viewers, int speaking, long now) {
        long window = viewers <= 50 ? 0 : Math.clamp(50_000L * viewers * speaking, 20 * MILLI, 2_000 * MILLI);
        long recent = frames.stream().filter(at -> now - at < 1_000 * MILLI).count();
        windowEnd = now + (recent > 4 ? Math.max(window, 250 * MILLI) : window);
    }

    void mustBeRight(Map<UserId, TypingKind> typing, long now, boolean atOnce) {
        if (atOnce || frames.isEmpty() || now >= windowEnd) {
            Require.same(frame.count(), rounded(typing.size()), "how many type");
            Require.same(frame.atLeast(), typing.size() > 20, "whether more type");
            Require.same(frame.top(), top(typing), "who types");
        }
        if (showsSomebody()) {
            Require.that(now - last() < 6_000 * MILLI + 250 * MILLI, "a frame is repeated every 6 s");
        }
    }

    private long last() {
        return frames.getLast();
    }

    private boolean sees(TypingFrame next) {
        return next.count() == frame.count()
                && next.atLeast() == frame.atLeast()
                && next.top().equals(frame.top());
    }

    /// Who was shown keeps his place, then the longest typing others.
    private List<TypingFrame.Typist> top(Map<UserId, TypingKind> typing) {
        Map<UserId, TypingKind> rest = new LinkedHashMap<>(typing);
        List<TypingFrame.Typist> top = new ArrayList<>();
        for (TypingFrame.Typist shown : frame.top()) {
            TypingKind kind = rest.remove(shown.user());
            if (kind != null) {
                top.add(new TypingFrame.Typist(shown.user(), kind));
            }
        }
        rest.forEach((user, kind) -> {
            if (top.size() < 4) {
                top.add(new TypingFrame.Typist(user, kind));
            }
        });
        return top;
    }

    private static int rounded(int users) {
        if (users <= 20) {
            return users;
        }
        int rounded = 0;
        for (int step : STEPS) {
            rounded = step <= users ? step : rounded;
        }
        return rounded;
    }
}
