package dev.parley.domain.typing;

import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.SessionKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// Tells viewers what changed: at once after a pause, otherwise when the context's window ends, and only if there is
/// still something to say then.
@LaneConfined
final class Announcer {
    private final TypingContexts contexts;
    private final Viewers viewers;
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparingLong(Held::until).thenComparingLong(Held::order));
    private long order;

    /// A context that may have something to say when its window ends.
    private record Held(TypingContext context, long until, long order) {}

    Announcer(TypingContexts contexts, Viewers viewers) {
        this.contexts = contexts;
        this.viewers = viewers;
    }

    void changed(TypingContext context, long now) {
        Telling telling = context.telling();
        if (!telling.mustWait(now)) {
            changedForAll(context, now);
        } else if (telling.hold()) {
            held.add(new Held(context, telling.windowEnd(), order++));
        }
    }

    /// Window or not.
    void changedForAll(TypingContext context, long now) {
        context.telling().change(context.leases()).ifPresent(frame -> send(context, frame, now));
    }

    void repeat(TypingContext context, long now) {
        if (context.telling().repeatDue(now)) {
            send(context, context.telling().last(), now);
        }
    }

    /// Those whose window has ended while a change waited.
    List<TypingContext> windowsEnded(long now) {
        List<TypingContext> free = new ArrayList<>();
        for (Held next = held.peek(); next != null && next.until() <= now; next = held.peek()) {
            held.remove();
            next.context().telling().release();
            free.add(next.context());
        }
        return free;
    }

    OptionalLong nextDue() {
        Held next = held.peek();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.until());
    }

    private void send(TypingContext context, TypingFrame frame, long now) {
        SessionKey session = context.key().session();
        viewers.tell(session, frame);
        context.telling().sent(viewers.of(session), contexts.speaking(session), now);
    }
}
