package dev.parley.application.presence;

import dev.parley.application.delivery.Audience;
import dev.parley.application.delivery.AudienceKey;
import dev.parley.application.delivery.Audiences;
import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Lagging;
import dev.parley.application.lanes.Lane;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;
import dev.parley.domain.typing.TypingFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The rooms of one lane's sessions, shared by all services. Knows which connections are open, so that one which ended
/// while its join waited for the store does not enter as a ghost.
@LaneConfined
public final class Rooms {
    private final Lane lane;
    private final Audiences audiences;
    private final long graceNanos;
    private final List<RoomFeature> features = new ArrayList<>();
    private final Map<SessionKey, Room> rooms = new HashMap<>();
    private final Map<ConnectionId, Set<Room>> open = new HashMap<>();

    /// @param graceNanos how long a vanished device is waited for
    public Rooms(Lane lane, Audiences audiences, long graceNanos) {
        this.lane = lane;
        this.audiences = audiences;
        this.graceNanos = graceNanos;
    }

    /// While the server is put together, before the lane's first task.
    public void attach(RoomFeature feature) {
        features.add(feature);
    }

    /// Absent where nobody is in the session.
    public Optional<Room> find(SessionKey session) {
        return Optional.ofNullable(rooms.get(session));
    }

    public boolean isJoined(SessionKey session, ConnectionId connection) {
        return find(session).filter(room -> room.isJoined(connection)).isPresent();
    }

    /// From here on the connection hears everything that the room is told. Entering again only answers again.
    ///
    /// @return empty where the connection has ended meanwhile
    public Optional<Entered> enter(SessionKey session, Caller.Connected who) {
        Set<Room> entered = open.get(who.subscriber().id());
        if (entered == null) {
            return Optional.empty();
        }
        Room room = rooms.computeIfAbsent(session, this::open);
        List<TypingFrame> typing = features.stream()
                .flatMap(feature -> feature.lastFrames(room).stream())
                .toList();
        room.enter(who);
        entered.add(room);
        return Optional.of(new Entered(room, room.presentUsers(), typing));
    }

    /// On purpose: no grace. Leaving a room in which the connection is not changes nothing.
    public void leave(SessionKey session, ConnectionId connection) {
        find(session).filter(room -> room.isJoined(connection)).ifPresent(room -> leave(room, connection));
    }

    /// Puts all connections of a user out of the room, without grace.
    public void expel(SessionKey session, UserId user) {
        silence(session, user);
        find(session).ifPresent(room -> {
            room.connectionsOf(user).forEach(who -> leave(room, who.subscriber().id()));
            room.forgetGraces(user);
        });
    }

    /// The user may stay but no longer publish presence: what he has published ends at once.
    public void silence(SessionKey session, UserId user) {
        features.forEach(feature -> feature.silenced(session, user));
    }

    void opened(ConnectionId connection) {
        open.put(connection, new LinkedHashSet<>());
    }

    void closed(ConnectionId connection, boolean clean) {
        Set<Room> entered = open.remove(connection);
        if (entered == null) {
            return;
        }
        for (Room room : entered) {
            Caller.Connected who = room.joinedAs(connection);
            if (clean) {
                room.leave(who);
            } else {
                room.lose(who);
            }
        }
    }

    private void leave(Room room, ConnectionId connection) {
        Caller.Connected who = room.joinedAs(connection);
        features.forEach(feature -> feature.left(room, who));
        Set<Room> entered = open.get(connection);
        if (entered != null) {
            entered.remove(room);
        }
        room.leave(who);
    }

    private Room open(SessionKey session) {
        Audience audience = audiences.open(new AudienceKey.OfSession(session), Lagging.NEVER);
        return new Room(session, audience, lane, graceNanos, () -> close(session));
    }

    private void close(SessionKey session) {
        rooms.remove(session);
        features.forEach(feature -> feature.closed(session));
    }
}
