package dev.parley.application.sessions;

import dev.parley.application.lanes.Lanes;
import dev.parley.application.lanes.PerLane;
import dev.parley.application.rooms.Access;
import dev.parley.domain.access.Capability;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.SessionKey;

/// Which sessions are in memory, lane by lane; made before the services that share it. Thread-safe: the parts are
/// for their lanes only.
public final class SessionDirectory implements Access {
    private final Lanes lanes;
    private final PerLane<SessionSlots> slots;

    public SessionDirectory(Lanes lanes) {
        this.lanes = lanes;
        this.slots = PerLane.of(lanes, _ -> new SessionSlots());
    }

    PerLane<SessionSlots> slots() {
        return slots;
    }

    @Override
    public boolean mayPublishPresence(SessionKey session, Principal principal) {
        return slots.on(lanes.owning(session))
                .live(session)
                .filter(live ->
                        live.durable().rights(principal, session.session()).may(Capability.PRESENCE_PUBLISH))
                .isPresent();
    }
}
