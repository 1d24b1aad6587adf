package dev.parley.application.delivery;

import dev.parley.domain.shared.SessionId;

/// Notices with equal keys replace each other in a queue: only the newest survives.
public record MergeKey(SessionId session, String scope) {}
