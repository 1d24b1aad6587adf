package dev.parley.application.sessions;

import dev.parley.application.Grade;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.SessionKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The durable log of every session: changes at versions 1, 2, 3 … without gaps, per epoch.
///
/// Answers come on any thread, those to appends of one session in the order of the appends. What an append stored is
/// stable at [#grade] before `Durable` is answered. Readers never see a version before its predecessor.
public interface OperationLog {
    /// Read back from the store at start, never assumed.
    Grade grade();

    /// The newest snapshot and every change after it.
    void load(SessionKey session, Reply<Loaded> reply);

    /// All changes of the append or none, at versions `expected + 1` onwards, together with their settlements.
    ///
    /// Looked up first: where every change of the append carries a settlement whose client already has
    /// that number settled, the answer is `Duplicate` and nothing else is checked. Then the fence, then
    /// `expected`; an append of which only a part is settled, or that has a number twice, is a `Conflict` too.
    void append(Append append, Reply<Appended> reply);

    /// Changes after `after`, in order, at most `max`; fewer only at the head or where they are large.
    void read(SessionKey session, long after, int max, Reply<Changes> reply);

    /// @param fence of the owner; a smaller one than the store has seen is refused
    /// @param expected the version that must be the head; 0 creates the session
    record Append(SessionKey session, long fence, long expected, List<Change> changes) {
        public Append {
            changes = List.copyOf(changes);
            if (changes.isEmpty()) {
                throw new IllegalArgumentException("an append without changes");
            }
        }
    }

    sealed interface Loaded {
        /// @param settled the last settlement of every client, however old
        record Found(long epoch, Optional<Snapshot> snapshot, List<Committed> tail, Map<ClientId, Settlement> settled)
                implements Loaded {
            public Found {
                tail = List.copyOf(tail);
                settled = Map.copyOf(settled);
            }
        }

        record Absent() implements Loaded {}

        record Failed(String reason) implements Loaded {}
    }

    sealed interface Changes {
        record Read(List<Committed> changes) implements Changes {
            public Read {
                changes = List.copyOf(changes);
            }
        }

        record Failed(String reason) implements Changes {}
    }

    sealed interface Appended {
        record Durable(long first, long last) implements Appended {}

        /// @param settled what was answered then, in the order of the append's changes; for a number that was passed
        /// over without a version of its own, the client's last settlement
        record Duplicate(List<Settlement> settled) implements Appended {
            public Duplicate {
                settled = List.copyOf(settled);
            }
        }

        record Conflict(long head) implements Appended {}

        record Fenced(long current) implements Appended {}

        /// The queue is full; nothing was stored.
        record Busy(long retryAfterMillis) implements Appended {}

        /// Nothing was stored.
        record Failed(String reason) implements Appended {}

        /// It may or may not be stored: reload before anything else.
        record Unknown(String reason) implements Appended {}
    }
}
