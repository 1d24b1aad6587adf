package dev.parley.application.events;

import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Lanes;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.ConnectionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Counts the subscriptions of each connection on the lane that its id belongs to, for its streams are spread
/// over all of them. There is no end of a connection here: each of its streams gives back what it took.
final class LaneQuotas implements SubscriptionQuota {
    private final Lanes lanes;
    private final Map<Lane, SubscriptionCounts> counts = new LinkedHashMap<>();

    LaneQuotas(Lanes lanes, int allowed) {
        this.lanes = lanes;
        lanes.all().forEach(lane -> counts.put(lane, new SubscriptionCounts(allowed)));
    }

    @Override
    public void take(ConnectionId connection, Reply<Boolean> reply) {
        Lane lane = lanes.owning(connection);
        lane.execute(() -> reply.accept(of(lane).take(connection)));
    }

    @Override
    public void release(ConnectionId connection) {
        Lane lane = lanes.owning(connection);
        lane.execute(() -> of(lane).release(connection));
    }

    private SubscriptionCounts of(Lane lane) {
        return Objects.requireNonNull(counts.get(lane), "a lane that is not among all lanes");
    }
}
