package dev.parley.gateway;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Audience;
import dev.parley.application.delivery.AudienceKey;
import dev.parley.application.delivery.Audiences;
import dev.parley.application.delivery.Lagging;
import dev.parley.application.lanes.Lanes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Audiences over a fixed set of loops: encoded once, posted once per loop that has members. Thread-safe.
public final class Fanout implements Audiences {
    private final Lanes lanes;
    private final DeliveryTimes times;
    private final Map<Loop, LoopDesk> desks = new LinkedHashMap<>();
    private final Backlog backlog;

    /// @param lanes owners of the audiences' keys: what lags is told there
    public Fanout(List<Loop> loops, Lanes lanes) {
        this(loops, lanes, DeliveryTimes.NONE, Signals.NONE, new QueueLimits(Long.MAX_VALUE));
    }

    /// @param times hears how long notices took
    /// @param signals hears of queues over their limits
    public Fanout(List<Loop> loops, Lanes lanes, DeliveryTimes times, Signals signals, QueueLimits limits) {
        this.lanes = lanes;
        this.times = times;
        this.backlog = new Backlog(limits, desks.values());
        loops.forEach(loop -> desks.put(loop, new LoopDesk(loop, signals, backlog)));
    }

    @Override
    public Audience open(AudienceKey key, Lagging lagging) {
        return new LaneAudience(lanes.owning(ownerOf(key)), desks, lagging, times);
    }

    /// Bytes that wait for connections whose sockets are full.
    long queuedBytes() {
        return backlog.bytes();
    }

    LoopDesk desk(Loop loop) {
        LoopDesk desk = desks.get(loop);
        if (desk == null) {
            throw new IllegalArgumentException("not a loop of this fan-out");
        }
        return desk;
    }

    private static Object ownerOf(AudienceKey key) {
        return switch (key) {
            case AudienceKey.OfSession of -> of.session();
            case AudienceKey.OfStream of -> of.stream();
        };
    }
}
