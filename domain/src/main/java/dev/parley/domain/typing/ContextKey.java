package dev.parley.domain.typing;

import dev.parley.domain.shared.SessionKey;

/// Where somebody types.
///
/// @param scope "" for the session as a whole; otherwise a name, compared as a string
public record ContextKey(SessionKey session, String scope) {}
