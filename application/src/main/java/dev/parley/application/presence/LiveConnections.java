package dev.parley.application.presence;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Ending;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.typing.Device;
import java.util.HashMap;
import java.util.Map;

/// The one live connection of every device that one lane keeps. A tab that was duplicated copies its device's name:
/// the newer connection takes over, and the older one is told not to come back under that name.
@LaneConfined
final class LiveConnections {
    private final Map<Device, Caller.Connected> live = new HashMap<>();
    private final Signals signals;

    LiveConnections(Signals signals) {
        this.signals = signals;
    }

    void opened(Caller.Connected who) {
        Device device = Device.of(who.principal());
        Caller.Connected other = live.get(device);
        if (other == null) {
            live.put(device, who);
        } else if (other.principal().epoch() < who.principal().epoch()) {
            live.put(device, who);
            supersede(other);
        } else {
            supersede(who);
        }
    }

    void closed(Principal who, ConnectionId connection) {
        live.computeIfPresent(
                Device.of(who), (_, other) -> other.subscriber().id().equals(connection) ? null : other);
    }

    private void supersede(Caller.Connected who) {
        signals.count(Signals.Counter.CONNECTIONS_SUPERSEDED);
        who.subscriber().end(Ending.SUPERSEDED);
    }
}
