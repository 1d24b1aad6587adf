package dev.parley.domain.typing;

import dev.parley.domain.shared.SessionKey;

/// Those who look at sessions.
public interface Viewers {
    /// How many would be told.
    int of(SessionKey session);

    void tell(SessionKey session, TypingFrame frame);
}
