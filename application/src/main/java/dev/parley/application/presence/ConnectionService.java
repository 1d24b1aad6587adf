package dev.parley.application.presence;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Lanes;
import dev.parley.application.lanes.PerLane;
import dev.parley.application.rooms.Rooms;
import dev.parley.application.typing.TypingCommands;
import dev.parley.application.typing.TypingRooms;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.typing.Device;
import java.util.List;

/// Brings the beginning and the end of every connection to all lanes, each of which keeps its own account of it; and to
/// the one that keeps the device, which ends an older connection. Thread-safe; holds no state.
public final class ConnectionService implements Connections {
    private final Lanes lanes;
    private final PerLane<Rooms> rooms;
    private final PerLane<TypingRooms> typing;
    private final PerLane<LiveConnections> live;

    public ConnectionService(Lanes lanes, PerLane<Rooms> rooms, PerLane<TypingRooms> typing, Signals signals) {
        this.lanes = lanes;
        this.rooms = rooms;
        this.typing = typing;
        this.live = PerLane.of(lanes, _ -> new LiveConnections(signals));
    }

    @Override
    public void opened(Caller.Connected who, TypingCommands.Resume resume) {
        for (Lane lane : lanes.all()) {
            lane.execute(() -> openedOn(lane, who, resume));
        }
    }

    private void openedOn(Lane lane, Caller.Connected who, TypingCommands.Resume resume) {
        rooms.on(lane).opened(who.subscriber().id());
        typing.on(lane).opened(who.principal(), ownedBy(lane, who.principal(), resume));
        if (keeps(lane, who.principal())) {
            live.on(lane).opened(who);
        }
    }

    private List<TypingCommands.Resume.Context> ownedBy(Lane lane, Principal who, TypingCommands.Resume resume) {
        return resume.contexts().stream()
                .filter(context -> lanes.owning(new SessionKey(who.tenant(), context.session()))
                        .equals(lane))
                .toList();
    }

    @Override
    public void closed(Principal who, ConnectionId connection, boolean clean) {
        for (Lane lane : lanes.all()) {
            lane.execute(() -> closedOn(lane, who, connection, clean));
        }
    }

    /// Typing first, so that nobody is gone who is still shown typing.
    private void closedOn(Lane lane, Principal who, ConnectionId connection, boolean clean) {
        typing.on(lane).closed(who, clean);
        rooms.on(lane).closed(connection, clean);
        if (keeps(lane, who)) {
            live.on(lane).closed(who, connection);
        }
    }

    private boolean keeps(Lane lane, Principal who) {
        return lanes.owning(Device.of(who)).equals(lane);
    }
}
