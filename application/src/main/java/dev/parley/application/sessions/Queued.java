package dev.parley.application.sessions;

import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.shared.Problem;
import java.util.function.Consumer;

/// Something that may be said only when all appends before it are durable.
sealed interface Queued {
    /// What to say where the appends before it failed.
    Consumer<Problem> refuse();

    /// An append.
    ///
    /// @param after the session with it
    record Write(Committed what, SessionState after, long bytes, Runnable stored, Consumer<Problem> refuse)
            implements Queued {}

    /// An answer that rests on appends which are not durable yet.
    record Word(Runnable say, Consumer<Problem> refuse) implements Queued {}
}
