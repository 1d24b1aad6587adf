package dev.parley.application.delivery;

import dev.parley.domain.access.Role;
import dev.parley.domain.events.Event;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.UserId;
import dev.parley.domain.typing.TypingFrame;
import java.util.List;
import java.util.Optional;

/// Something that the core tells subscribers of its own accord.
public sealed interface Notice {
    /// Where a newer notice makes this one pointless while it still waits.
    default Optional<MergeKey> mergeKey() {
        return Optional.empty();
    }

    /// `typing.state`
    record TypingState(SessionId session, TypingFrame frame) implements Notice {
        @Override
        public Optional<MergeKey> mergeKey() {
            return Optional.of(new MergeKey(session, frame.scope()));
        }
    }

    /// `presence.changed`: a net difference, by user.
    record PresenceChanged(SessionId session, List<UserId> enter, List<Gone> leave) implements Notice {
        public PresenceChanged {
            enter = List.copyOf(enter);
            leave = List.copyOf(leave);
        }
    }

    /// A user who is no longer here: `left` or `lost`.
    record Gone(UserId user, String reason) {}

    /// `session.patched`
    record SessionPatched(SessionId session, long version, JsonPatch patch, ClientId by, long clientSeq)
            implements Notice {}

    /// `session.changed`: a version that is not a patch.
    record SessionChanged(
            SessionId session, long version, String kind, ClientId by, Optional<UserId> user, Optional<Role> role)
            implements Notice {}

    /// `event`
    record EventDelivered(String subscription, Event event) implements Notice {}

    /// `events.position`: nothing that matches up to here.
    record EventsPosition(String subscription, long offset) implements Notice {}

    /// `events.gap`: what lay between is gone for good; both ends included.
    record EventsGap(String subscription, long from, long to) implements Notice {}
}
