package dev.parley.testkit;

import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Lanes;
import java.util.List;
import java.util.stream.IntStream;

/// A fixed number of lanes in virtual time.
public final class VirtualLanes implements Lanes {
    private final List<Lane> lanes;

    public VirtualLanes(VirtualTime time, int count) {
        lanes = IntStream.range(0, count)
                .mapToObj(number -> (Lane) time.lane("lane-" + number))
                .toList();
    }

    @Override
    public Lane owning(Object key) {
        return lanes.get(Math.floorMod(key.hashCode(), lanes.size()));
    }

    @Override
    public List<Lane> all() {
        return lanes;
    }
}
