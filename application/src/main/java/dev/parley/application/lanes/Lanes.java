package dev.parley.application.lanes;

import java.util.List;

/// Which lane owns what. The same key always has the same lane.
public interface Lanes {
    Lane owning(Object key);

    List<Lane> all();
}
