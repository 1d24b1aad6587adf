package dev.parley.application.sessions;

import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog.Loaded;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.shared.SessionKey;
import java.util.ArrayList;
import java.util.List;

/// Reads a session from the store: the newest snapshot, and the tail folded over it off the lane. A log with a hole
/// or a change that does not fit is a failed load, never a session with less in it.
final class Loading {
    /// What a load came to.
    sealed interface Result {
        record Ready(LiveSession live) implements Result {}

        record Absent() implements Result {}

        record Failed(String reason) implements Result {}
    }

    private sealed interface Folded {
        /// @param states after each change of the tail
        record Done(SessionState origin, List<Committed> tail, List<SessionState> states) implements Folded {}

        record Damaged(String reason) implements Folded {}
    }

    private final Lane lane;
    private final SessionPorts ports;
    private final SessionSettings settings;

    Loading(Lane lane, SessionPorts ports, SessionSettings settings) {
        this.lane = lane;
        this.ports = ports;
        this.settings = settings;
    }

    /// @param reply comes on the lane
    void load(SessionKey key, Reply<Result> reply) {
        ports.log().load(key, lane.here((Loaded loaded) -> {
            switch (loaded) {
                case Loaded.Found found -> fold(key, found, reply);
                case Loaded.Absent() -> reply.accept(new Result.Absent());
                case Loaded.Failed(String reason) -> reply.accept(new Result.Failed(reason));
            }
        }));
    }

    private void fold(SessionKey key, Loaded.Found found, Reply<Result> reply) {
        ports.work().run(() -> fold(found), lane.here((Folded folded) -> {
            switch (folded) {
                case Folded.Done done -> reply.accept(new Result.Ready(live(key, found, done)));
                case Folded.Damaged(String reason) -> reply.accept(new Result.Failed(reason));
            }
        }));
    }

    private static Folded fold(Loaded.Found found) {
        try {
            return foldOrThrow(found);
        } catch (IllegalStateException damaged) {
            return new Folded.Damaged(String.valueOf(damaged.getMessage()));
        }
    }

    private static Folded foldOrThrow(Loaded.Found found) {
        boolean fresh = found.snapshot().isEmpty();
        SessionState origin = found.snapshot().map(SessionState::of).orElseGet(() -> created(found.tail()));
        List<Committed> tail = fresh ? found.tail().subList(1, found.tail().size()) : found.tail();
        List<SessionState> states = new ArrayList<>(tail.size());
        SessionState state = origin;
        for (Committed next : tail) {
            state = state.after(next);
            states.add(state);
        }
        return new Folded.Done(origin, tail, states);
    }

    static SessionState created(List<Committed> log) {
        if (!log.isEmpty()
                && log.getFirst() instanceof Committed(long version, Change.Created created)
                && version == 1) {
            return SessionState.of(created);
        }
        throw new IllegalStateException("neither a snapshot nor the creation");
    }

    private LiveSession live(SessionKey key, Loaded.Found found, Folded.Done folded) {
        LiveSession live = new LiveSession(key, found.epoch(), folded.origin(), found.settled(), settings);
        for (int i = 0; i < folded.tail().size(); i++) {
            Committed change = folded.tail().get(i);
            live.stored(folded.states().get(i), change, ChangeSize.of(change.change()), lane.nanoTime());
        }
        live.despair();
        return live;
    }
}
