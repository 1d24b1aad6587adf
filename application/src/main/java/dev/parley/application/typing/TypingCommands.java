package dev.parley.application.typing;

import dev.parley.domain.shared.SessionId;
import dev.parley.domain.typing.TypingKind;
import java.util.List;

/// What clients ask of typing.
public interface TypingCommands {
    /// `typing.start`, also the keep-alive.
    ///
    /// @param seq the client's counter on this connection, from 1; the conversation
    ///     counts where the client does not
    record Start(SessionId session, String scope, TypingKind kind, long seq) {}

    /// `typing.stop`
    record Stop(SessionId session, String scope, long seq) {}

    /// The `typing` member of a publish or patch: the message is on its way, so its author no longer types.
    record Clear(SessionId session, String scope, long seq) {}

    /// All contexts in which a device still types, over all sessions: its own truth after a reconnect.
    record Resume(List<Context> contexts) {
        public Resume {
            contexts = List.copyOf(contexts);
        }

        public record Context(SessionId session, String scope, TypingKind kind) {}
    }
}
