package dev.parley.application.sessions;

import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.SessionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The sessions of one lane that are in memory, or on their way there.
@LaneConfined
final class SessionSlots {
    private final Map<SessionKey, SessionSlot> slots = new HashMap<>();

    Optional<SessionSlot> find(SessionKey session) {
        return Optional.ofNullable(slots.get(session));
    }

    SessionSlot open(SessionKey session) {
        SessionSlot slot = new SessionSlot(session);
        slots.put(session, slot);
        return slot;
    }

    void remove(SessionSlot slot) {
        slots.remove(slot.key(), slot);
    }

    boolean holds(SessionSlot slot) {
        return slots.get(slot.key()) == slot;
    }

    Optional<LiveSession> live(SessionKey session) {
        return find(session).flatMap(SessionSlot::live);
    }
}
