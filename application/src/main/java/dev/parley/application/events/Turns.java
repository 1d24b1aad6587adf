package dev.parley.application.events;

import dev.parley.domain.shared.LaneConfined;
import java.util.ArrayDeque;

/// The calls of one connection to one stream, in their order. Publishes follow one another without waiting,
/// for the log keeps their order; every other call waits for all before it and holds all after it until it is
/// answered.
@LaneConfined
final class Turns {
    private final ArrayDeque<Call<?>> waiting = new ArrayDeque<>();
    private int running;
    private boolean alone;

    void take(Call<?> call) {
        waiting.add(call);
        call.takenInto(this);
        advance();
    }

    int waiting() {
        return waiting.size();
    }

    boolean isIdle() {
        return waiting.isEmpty() && running == 0;
    }

    void finished() {
        running--;
        alone = false;
        advance();
    }

    void advance() {
        while (!waiting.isEmpty() && mayStart(waiting.element())) {
            Call<?> next = waiting.remove();
            running++;
            alone = next.runsAlone();
            next.start();
        }
    }

    private boolean mayStart(Call<?> next) {
        return next.isReady() && (next.runsAlone() ? running == 0 : !alone);
    }
}
