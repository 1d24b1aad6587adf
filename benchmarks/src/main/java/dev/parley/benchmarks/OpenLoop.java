package dev.parley.benchmarks;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Does things at the times they are meant for, whatever came of those before: a server that stalls is not
/// spared the load, and what waits in the driver counts as waiting.
final class OpenLoop {
    private final ClientLoop loop;
    private final PriorityQueue<Due> timetable = new PriorityQueue<>(Comparator.comparingLong(Due::at));

    /// What is due; it may put its next turn on the timetable.
    interface Action {
        void run(long intendedNanos);
    }

    private record Due(long at, Action action) {}

    OpenLoop(ClientLoop loop) {
        this.loop = loop;
    }

    void at(long nanos, Action action) {
        timetable.add(new Due(nanos, action));
    }

    /// Does an action again and again.
    void every(long firstNanos, long periodNanos, Action action) {
        at(firstNanos, intended -> {
            every(intended + periodNanos, periodNanos, action);
            action.run(intended);
        });
    }

    void runUntil(long endNanos) {
        while (System.nanoTime() < endNanos) {
            Due next = timetable.peek();
            if (next != null && next.at() <= System.nanoTime()) {
                timetable.remove().action().run(next.at());
                loop.turn(System.nanoTime());
            } else {
                loop.turn(next == null ? endNanos : Math.min(next.at(), endNanos));
            }
        }
    }
}
