package dev.parley.domain.access;

/// What a token may allow on topics.
public enum TopicAction {
    SUBSCRIBE,
    PUBLISH,
    HISTORY
}
