package dev.parley.gateway;

import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Lanes;
import java.util.List;

/// A fixed set of loops, as lanes: a key's hash chooses. Thread-safe.
public final class Loops implements Lanes {
    private final List<Loop> loops;

    public Loops(List<? extends Loop> loops) {
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("at least one loop");
        }
        this.loops = List.copyOf(loops);
    }

    public List<Loop> loops() {
        return loops;
    }

    @Override
    public Lane owning(Object key) {
        return loops.get(Math.floorMod(spread(key.hashCode()), loops.size()));
    }

    @Override
    public List<Lane> all() {
        return List.copyOf(loops);
    }

    /// Records of similar names have similar hashes: mix the high bits down.
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}
