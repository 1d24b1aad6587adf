package dev.parley.application.sessions;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Subscriber;
import dev.parley.application.rooms.Room;
import dev.parley.application.rooms.Rooms;
import dev.parley.domain.access.Capability;
import dev.parley.domain.access.SessionRights;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.UserId;
import java.util.Optional;

/// Makes a version known that has just become durable: to its author, to everybody in the room, and to the room
/// itself where somebody lost a right. The only place from which versions are told.
final class Publishing {
    private final Rooms rooms;
    private final Settling settling;
    private final Signals signals;

    Publishing(Rooms rooms, Settling settling, Signals signals) {
        this.rooms = rooms;
        this.settling = settling;
        this.signals = signals;
    }

    /// The session has the version already.
    void published(LiveSession live, Committed how) {
        switch (how.change()) {
            case Change.Patched patched -> {
                signals.count(Signals.Counter.PATCHES_COMMITTED);
                tell(live, how, settling.stored(live, patched.settlement()));
            }
            case Change.RoleChanged changed -> {
                tell(live, how, Optional.empty());
                enforce(live, changed.user());
            }
            case Change.Created _ -> throw new IllegalStateException("created again at version " + how.version());
        }
    }

    private void tell(LiveSession live, Committed how, Optional<Subscriber> author) {
        Notice notice = notice(live.key().session(), how);
        rooms.find(live.key())
                .map(Room::audience)
                .ifPresent(audience -> author.ifPresentOrElse(
                        who -> audience.tellExcept(who, how.version(), notice),
                        () -> audience.tell(how.version(), notice)));
    }

    private void enforce(LiveSession live, UserId user) {
        SessionRights rights = new SessionRights(
                live.durable().role(user).or(() -> live.durable().joinRole()));
        if (!rights.admitted()) {
            rooms.expel(live.key(), user);
        } else if (!rights.may(Capability.PRESENCE_PUBLISH)) {
            rooms.silence(live.key(), user);
        }
    }

    static Notice notice(SessionId session, Committed how) {
        return switch (how.change()) {
            case Change.Patched(var by, long _, var patch, var _, Settlement settlement) ->
                new Notice.SessionPatched(session, how.version(), patch, by, settlement.clientSeq());
            case Change.RoleChanged(var by, long _, var user, var role) ->
                new Notice.SessionChanged(session, how.version(), "role", by, Optional.of(user), role);
            case Change.Created(var by, long _, var _, var _) ->
                new Notice.SessionChanged(session, how.version(), "created", by, Optional.empty(), Optional.empty());
        };
    }
}
