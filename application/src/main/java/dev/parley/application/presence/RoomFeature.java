package dev.parley.application.presence;

import dev.parley.application.delivery.Caller;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;
import dev.parley.domain.typing.TypingFrame;
import java.util.List;

/// Something that happens in rooms: it learns who goes, and may have something to say to who comes. Called on the
/// room's lane.
public interface RoomFeature {
    /// What somebody who enters now must be told of typing; he hears everything after that by himself.
    default List<TypingFrame> lastFrames(Room room) {
        return List.of();
    }

    /// The connection left the room on purpose. One that merely ends is not reported here.
    default void left(Room room, Caller.Connected who) {}

    /// The user may no longer publish presence here, or is no longer here at all.
    default void silenced(SessionKey session, UserId user) {}

    /// Nobody is in the room any more, all graces have passed, and it is gone: whatever is held for it can go too.
    default void closed(SessionKey session) {}
}
