package dev.parley.domain.document;

import dev.parley.domain.document.Node.Elements;
import dev.parley.domain.shared.ClientId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Where an element of the author's array belongs in the head's: after its nearest left neighbour that still
/// is where it was, and past what other clients put there since the base, as long as they sort before the
/// author. All replicas walk the same way, so the runs of two authors never interleave.
///
/// What was placed after the base and not by this patch is known by the version in its placement. Of older
/// elements nothing is asked: a replica that began from a snapshot does not know who placed them.
final class Placing {
    private final ClientId author;
    private final long baseVersion;
    private final long newVersion;
    /// Placements that the head had when its array was first asked for, by the array's id.
    private final Map<Long, Set<Long>> headPlacements = new HashMap<>();

    Placing(ClientId author, long baseVersion, long newVersion) {
        this.author = author;
        this.baseVersion = baseVersion;
        this.newVersion = newVersion;
    }

    /// The index in `head` for what stands at, or goes to, `index` in `fork`.
    int indexFor(Slots fork, int index, Elements head) {
        Slots slots = head.slots();
        int place = afterLeftNeighbour(fork, index, head);
        while (place < slots.size() && goesFirst(slots.get(place))) {
            place++;
        }
        return place;
    }

    private int afterLeftNeighbour(Slots fork, int index, Elements head) {
        int drift = head.slots().size() - fork.size();
        for (int left = index - 1; left >= 0; left--) {
            int found = find(head, fork.get(left).placement(), left, drift);
            if (found >= 0) {
                return found + 1;
            }
        }
        return 0;
    }

    /// @param drift how far it stands if all that happened since happened to its left
    private int find(Elements head, long placement, int hint, int drift) {
        int near = head.slots().seekNear(Slot::placement, placement, hint);
        int found = near >= 0 ? near : head.slots().seekNear(Slot::placement, placement, hint + drift);
        return found >= 0 || !mayHold(head, placement) ? found : head.slots().seek(Slot::placement, placement);
    }

    /// Spares a look at every element for each neighbour that is gone.
    private boolean mayHold(Elements head, long placement) {
        return NodeIds.version(placement) == newVersion
                || headPlacements
                        .computeIfAbsent(head.id(), _ -> placements(head.slots()))
                        .contains(placement);
    }

    private static Set<Long> placements(Slots slots) {
        Set<Long> placements = HashSet.newHashSet(slots.size());
        slots.stream().forEach(slot -> placements.add(slot.placement()));
        return placements;
    }

    private boolean goesFirst(Slot other) {
        long version = NodeIds.version(other.placement());
        return version > baseVersion
                && version != newVersion
                && other.placer().filter(placer -> placer.compareTo(author) < 0).isPresent();
    }
}
