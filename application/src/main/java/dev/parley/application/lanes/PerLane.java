package dev.parley.application.lanes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// One lane-confined thing for every lane, so that services share it without sharing it between threads. Thread-safe:
/// which thing belongs to which lane never changes; the thing itself is for its lane's tasks only.
public final class PerLane<T> {
    private final Map<Lane, T> things;

    private PerLane(Map<Lane, T> things) {
        this.things = Map.copyOf(things);
    }

    /// Made at once, before the lanes run their first task.
    public static <T> PerLane<T> of(Lanes lanes, Function<Lane, T> make) {
        Map<Lane, T> things = new LinkedHashMap<>();
        lanes.all().forEach(lane -> things.put(lane, make.apply(lane)));
        return new PerLane<>(things);
    }

    public T on(Lane lane) {
        T thing = things.get(lane);
        if (thing == null) {
            throw new IllegalArgumentException("a lane of somebody else: " + lane);
        }
        return thing;
    }
}
