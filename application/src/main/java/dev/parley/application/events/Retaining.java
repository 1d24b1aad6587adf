package dev.parley.application.events;

import dev.parley.application.Signals;
import dev.parley.domain.events.Retention;
import dev.parley.domain.events.StreamState;
import dev.parley.domain.shared.LaneConfined;
import java.util.OptionalLong;

/// Forgets what a stream need not keep, from a timer and off the publish path: a publish never waits for a
/// sweep and a failed sweep fails nothing but itself.
@LaneConfined
final class Retaining {
    private final LiveStream stream;
    private final StreamLoading loading;
    private final Retention retention;
    private boolean stopped;
    private long sweptAtMillis = -1;

    Retaining(LiveStream stream, StreamLoading loading) {
        this.stream = stream;
        this.loading = loading;
        this.retention = stream.home().settings().retention().apply(stream.key());
    }

    /// Sweeps once the stream is known, and then for as long as it is loaded.
    void start() {
        if (!stopped && !retention.equals(Retention.EVERYTHING)) {
            loading.whenOpen(this::sweep, problem -> later());
        }
    }

    void stop() {
        stopped = true;
    }

    /// Whether the stream may be unloaded, for nobody sweeps it then.
    boolean hasSweptSince(long millis) {
        return retention.equals(Retention.EVERYTHING) || sweptAtMillis >= millis;
    }

    private void sweep() {
        sweptAtMillis = stream.home().nowMillis();
        long below = below();
        OptionalLong olderThan = olderThan();
        StreamState state = stream.state();
        boolean isEmpty = state.earliest() > state.head();
        if (isEmpty || (below <= state.earliest() && olderThan.isEmpty())) {
            later();
            return;
        }
        EventLane home = stream.home();
        home.ports().log().trim(stream.key(), below, olderThan, home.lane().here(this::trimmed));
    }

    private long below() {
        long head = stream.state().head();
        return retention.maxCount().isPresent() ? head - retention.maxCount().getAsLong() + 1 : 0;
    }

    private OptionalLong olderThan() {
        return retention.maxAgeMillis().isPresent()
                ? OptionalLong.of(stream.home().ports().clock().millis()
                        - retention.maxAgeMillis().getAsLong())
                : OptionalLong.empty();
    }

    private void trimmed(EventLog.Opened answer) {
        switch (answer) {
            case EventLog.Opened.Head head -> stream.trimmed(head.epoch(), head.earliest());
            case EventLog.Opened.Failed(var reason) ->
                stream.home().ports().signals().count(Signals.Counter.STORE_FAILURES);
        }
        later();
    }

    private void later() {
        if (!stopped) {
            stream.home().afterMillis(stream.home().limits().sweepMillis(), this::start);
        }
    }
}
