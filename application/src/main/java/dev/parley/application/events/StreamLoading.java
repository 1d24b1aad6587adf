package dev.parley.application.events;

import dev.parley.application.Signals;
import dev.parley.domain.events.StreamState;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.Problem;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/// Whether the owner knows what is in the log. It does not before the first open, nor after an append whose
/// outcome is unknown: then nothing more is appended until every append that is still with the log has been
/// answered, the head has been asked for, and everything up to it has been told, read from the log after what
/// was told last.
@LaneConfined
final class StreamLoading {
    private enum Stage {
        /// The log is being opened, or what it has beyond the head is being read.
        LOADING,
        OPEN,
        /// To be loaded again when the appends that are still with the log are answered.
        SETTLING,
        /// The log failed; the next attempt has its time.
        DOWN
    }

    private static final int MAX_DOUBLINGS = 5;

    /// A call that needs to know the stream.
    private record Waiting(Runnable go, Consumer<Problem> refuse) {}

    private final LiveStream stream;
    private final InFlight inFlight;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private Stage stage = Stage.LOADING;
    private boolean isKnown;
    private int failures;
    private long retryAtMillis;
    private boolean stopped;

    StreamLoading(LiveStream stream, InFlight inFlight) {
        this.stream = stream;
        this.inFlight = inFlight;
    }

    boolean isOpen() {
        return stage == Stage.OPEN;
    }

    /// Runs `go` when the stream is known, within this call where it is; `refuse` where that cannot be soon.
    void whenOpen(Runnable go, Consumer<Problem> refuse) {
        switch (stage) {
            case OPEN -> go.run();
            case DOWN -> refuse.accept(EventProblems.storeUnavailable(untilRetryMillis()));
            case LOADING, SETTLING -> await(new Waiting(go, refuse));
        }
    }

    private void await(Waiting call) {
        if (waiting.size() < limits().callsWaiting()) {
            waiting.add(call);
        } else {
            call.refuse().accept(EventProblems.busy("streamCalls", limits().retryMillis()));
        }
    }

    void load() {
        stage = Stage.LOADING;
        ports().log().open(stream.key(), stream.home().lane().here(this::opened));
    }

    /// What is in the log is no longer known.
    void loadAgain() {
        if (stage == Stage.OPEN) {
            stage = Stage.SETTLING;
        }
    }

    /// An append was answered, and what follows from it is done.
    void appendAnswered() {
        if (stage == Stage.SETTLING && inFlight.isLogQuiet()) {
            load();
        }
    }

    void stop() {
        stopped = true;
    }

    private void opened(EventLog.Opened answer) {
        switch (answer) {
            case EventLog.Opened.Head head -> found(new StreamState(head.epoch(), head.earliest(), head.head()));
            case EventLog.Opened.Failed(var reason) -> failed();
        }
    }

    private void found(StreamState stored) {
        StreamState known = stream.state();
        if (!isKnown || stored.epoch() != known.epoch() || stored.head() < known.head()) {
            isKnown = true;
            stream.startAt(stored);
        }
        readUpTo(stored);
    }

    /// What was stored although nobody said so is told like any other event, each once and in order.
    private void readUpTo(StreamState stored) {
        long head = stream.state().head();
        if (head >= stored.head()) {
            stream.trimmed(stored.epoch(), stored.earliest());
            resume();
            return;
        }
        ports().log()
                .read(
                        stream.key(),
                        TopicPattern.EVERYTHING,
                        head,
                        limits().replayPage(),
                        stream.home().lane().here(page -> read(page, stored)));
    }

    private void read(EventLog.Page page, StreamState stored) {
        switch (page) {
            case EventLog.Page.Read(var events, var scannedTo)
            when !events.isEmpty() -> {
                events.stream().filter(event -> event.offset() <= stored.head()).forEach(stream::tell);
                readUpTo(stored);
            }
            case EventLog.Page.Read(var events, var scannedTo) -> failed();
            case EventLog.Page.Gone(long earliest) -> {
                stream.tellGap(Math.min(earliest - 1, stored.head()));
                readUpTo(stored);
            }
            case EventLog.Page.Failed(var reason) -> failed();
        }
    }

    private void resume() {
        stage = Stage.OPEN;
        failures = 0;
        while (stage == Stage.OPEN && !waiting.isEmpty()) {
            waiting.remove().go().run();
        }
    }

    private void failed() {
        ports().signals().count(Signals.Counter.STORE_FAILURES);
        stage = Stage.DOWN;
        long delay = limits().retryMillis() << Math.min(failures++, MAX_DOUBLINGS);
        retryAtMillis = stream.home().nowMillis() + delay;
        stream.home().afterMillis(delay, this::tryAgain);
        while (!waiting.isEmpty()) {
            waiting.remove().refuse().accept(EventProblems.storeUnavailable(delay));
        }
    }

    private void tryAgain() {
        if (!stopped) {
            load();
        }
    }

    private long untilRetryMillis() {
        return Math.max(1, retryAtMillis - stream.home().nowMillis());
    }

    private EventLimits limits() {
        return stream.home().limits();
    }

    private EventPorts ports() {
        return stream.home().ports();
    }
}
