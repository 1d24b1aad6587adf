package dev.parley.application.core;

import dev.parley.application.events.EventLimits;
import dev.parley.application.rooms.PresenceTimers;
import dev.parley.domain.events.Retention;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.typing.TypingTimers;

/// How the core behaves.
///
/// @param retention of every stream
public record ParleySettings(
        TypingTimers typing,
        PresenceTimers presence,
        SessionSettings sessions,
        EventLimits events,
        Retention retention) {
    public static final ParleySettings DEFAULTS = new ParleySettings(
            TypingTimers.DEFAULTS,
            PresenceTimers.DEFAULTS,
            SessionSettings.DEFAULT,
            EventLimits.DEFAULTS,
            Retention.EVERYTHING);

    public ParleySettings with(SessionSettings other) {
        return new ParleySettings(typing, presence, other, events, retention);
    }

    public ParleySettings with(Retention other) {
        return new ParleySettings(typing, presence, sessions, events, other);
    }
}
