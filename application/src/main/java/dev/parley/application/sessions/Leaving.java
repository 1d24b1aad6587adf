package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.rooms.Rooms;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.SessionKey;

/// `session.leave`: on purpose, so without grace. What is in flight is still stored and answered.
final class Leaving {
    private final Rooms rooms;

    Leaving(Rooms rooms) {
        this.rooms = rooms;
    }

    void leave(SessionKey key, Caller.Connected by, Reply<Outcome<Nothing>> reply) {
        ConnectionId connection = by.subscriber().id();
        if (!rooms.isJoined(key, connection)) {
            reply.accept(new Outcome.Refused<>(Trouble.unknown(key.session())));
            return;
        }
        rooms.leave(key, connection);
        reply.accept(Nothing.done());
    }
}
