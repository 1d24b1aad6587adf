package dev.parley.domain.typing;

import dev.parley.domain.shared.LaneConfined;
import java.time.Duration;

/// How often one context may speak: at once after a pause, then once per window. Fixed when a frame is sent, so that
/// the end of a window is known at its beginning.
@LaneConfined
final class Pace {
    private static final int SMALL = 50;
    private static final long FRAMES_PER_SECOND = 20_000;
    private static final long SHORTEST_NANOS = Duration.ofMillis(20).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long HOT_NANOS = Duration.ofMillis(250).toNanos();
    private static final int HOT_FRAMES = 4;
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final long[] sentAt = new long[HOT_FRAMES + 1];
    private long sent;
    private long windowEnd;

    boolean mustWait(long now) {
        return sent > 0 && now < windowEnd;
    }

    long windowEnd() {
        return windowEnd;
    }

    /// A frame went out.
    ///
    /// @param viewers who were told
    /// @param contexts of the session in which somebody types
    void sent(int viewers, int contexts, long now) {
        sentAt[(int) (sent++ % sentAt.length)] = now;
        windowEnd = now + Math.max(window(viewers, contexts), isHot(now) ? HOT_NANOS : 0);
    }

    /// More than four frames within the last second, this one included.
    private boolean isHot(long now) {
        return sent >= sentAt.length && now - sentAt[(int) (sent % sentAt.length)] < SECOND_NANOS;
    }

    static long window(int viewers, int contexts) {
        if (viewers <= SMALL) {
            return 0;
        }
        long fair = SECOND_NANOS / FRAMES_PER_SECOND * viewers * contexts;
        return Math.clamp(fair, SHORTEST_NANOS, LONGEST_NANOS);
    }
}
