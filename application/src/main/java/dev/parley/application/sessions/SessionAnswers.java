package dev.parley.application.sessions;

import dev.parley.application.Grade;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.Json;
import dev.parley.domain.sessions.Acknowledgement;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.UserId;
import dev.parley.domain.typing.TypingFrame;
import java.util.List;
import java.util.SequencedMap;

/// What sessions answer.
public interface SessionAnswers {
    record Created(SessionId session, long epoch, long version, Role role, Grade durable) {}

    /// @param clientSeq the last one settled for this user and device, 0 if none
    /// @param hash lower-case hex SHA-256 of the RFC 8785 text of the document
    /// @param present everybody who is here, the joiner included
    /// @param typing the last frame of every context that is not empty
    record Joined(
            long epoch,
            long version,
            CatchUp catchUp,
            long clientSeq,
            Role role,
            SequencedMap<UserId, Role> members,
            List<UserId> present,
            List<TypingFrame> typing,
            String hash) {}

    /// How a joiner gets to the head.
    sealed interface CatchUp {
        record Whole(Json document) implements CatchUp {}

        record Tail(List<Committed> changes) implements CatchUp {}
    }

    record Read(long epoch, long version, Json document, String hash) {}

    record Acknowledged(Acknowledgement answer, boolean duplicate, Grade durable) {}
}
