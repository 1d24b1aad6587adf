package dev.parley.application.sessions;

import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.SessionKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/// One session's place on its lane, and the calls that wait until it can be used.
@LaneConfined
final class SessionSlot {
    /// How far the session is.
    sealed interface Phase {
        /// It is being read from the store, or created.
        record Opening() implements Phase {}

        record Open(LiveSession live) implements Phase {}

        /// An append failed: what the log really holds is being read.
        record Recovering(LiveSession live) implements Phase {}

        /// What the log holds could not be read; it is asked again.
        record Stale(LiveSession live) implements Phase {}
    }

    /// A call that needs the session.
    interface Use {
        void run(LiveSession live);

        void refuse(Problem problem);

        static Use of(Consumer<LiveSession> run, Consumer<Problem> refuse) {
            return new Use() {
                @Override
                public void run(LiveSession live) {
                    run.accept(live);
                }

                @Override
                public void refuse(Problem problem) {
                    refuse.accept(problem);
                }
            };
        }
    }

    private final SessionKey key;
    private final Deque<Use> waiting = new ArrayDeque<>();
    private Phase phase = new Phase.Opening();

    SessionSlot(SessionKey key) {
        this.key = key;
    }

    SessionKey key() {
        return key;
    }

    Phase phase() {
        return phase;
    }

    Optional<LiveSession> live() {
        return switch (phase) {
            case Phase.Opening() -> Optional.empty();
            case Phase.Open(LiveSession live) -> Optional.of(live);
            case Phase.Recovering(LiveSession live) -> Optional.of(live);
            case Phase.Stale(LiveSession live) -> Optional.of(live);
        };
    }

    boolean isOpen() {
        return phase instanceof Phase.Open;
    }

    int waiting() {
        return waiting.size();
    }

    void park(Use use) {
        waiting.add(use);
    }

    void recovering(LiveSession live) {
        phase = new Phase.Recovering(live);
    }

    void stale(LiveSession live) {
        phase = new Phase.Stale(live);
    }

    /// Whoever waited goes on, in the order of coming.
    void opened(LiveSession live) {
        phase = new Phase.Open(live);
        while (isOpen() && !waiting.isEmpty()) {
            waiting.remove().run(live);
        }
    }

    void refuseAll(Problem problem) {
        Deque<Use> refused = new ArrayDeque<>(waiting);
        waiting.clear();
        refused.forEach(use -> use.refuse(problem));
    }
}
