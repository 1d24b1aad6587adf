package dev.parley.application.sessions;

import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.sessions.Mode;
import dev.parley.domain.shared.SessionId;
import java.util.Optional;

/// What clients ask of sessions.
public interface SessionCommands {
    /// `session.create`
    ///
    /// @param session made by the server where absent
    /// @param joinRole of whoever joins without a membership; the server's default where absent, nobody
    ///     where `none`
    record Create(Optional<SessionId> session, Json document, Optional<JoinRole> joinRole) {}

    /// `none` or a role.
    record JoinRole(Optional<Role> role) {}

    /// `session.join`
    record Join(SessionId session, Optional<Since> since) {}

    /// Where a returning client stands.
    ///
    /// @param pending it has unacknowledged work, so it needs the tail or an error, never a fresh document
    record Since(long epoch, long version, boolean pending) {}

    /// `session.patch`
    record Submit(
            SessionId session,
            long epoch,
            long baseVersion,
            long clientSeq,
            JsonPatch patch,
            Mode mode,
            Optional<TypingCommands.Clear> typing) {}

    /// A role for a member; empty takes it away.
    record SetRole(SessionId session, dev.parley.domain.shared.UserId user, Optional<Role> role) {}
}
