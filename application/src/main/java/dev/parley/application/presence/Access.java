package dev.parley.application.presence;

import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.SessionKey;

/// Who may show himself in a session. Asked on the session's lane, answered at once from what is known there.
@FunctionalInterface
public interface Access {
    /// Whether the principal may publish presence and typing. False for a session that is not loaded: nobody is in
    /// its room, and its typists start again after they have joined.
    boolean mayPublishPresence(SessionKey session, Principal principal);

    Access EVERYBODY = (session, principal) -> true;
}
