package dev.parley.domain.document;

import dev.parley.domain.document.Node.Container;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which slot holds which in the head as it was when the walk began. Read in full at the first question, so
/// that a patch of many operations pays for one look through the document, not for one each.
final class Whereabouts {
    /// No slot holds the root's; ids of slots in a head are not negative.
    private static final long ROOT = -1;

    private final Node start;
    private final Map<Long, Long> holders = new HashMap<>();

    Whereabouts(Node start) {
        this.start = start;
    }

    /// The way to a slot in `head`, which is the start or what the walk made of it since.
    Optional<Way> of(long slot, Node head) {
        if (holders.isEmpty()) {
            read(start, ROOT);
        }
        Optional<Long> holder = Optional.ofNullable(holders.get(slot));
        return holder.flatMap(above ->
                        above == ROOT ? Way.start(head) : of(above, head).flatMap(Way::inside))
                .map(way -> way.toIndex(way.last().slots().seek(Slot::id, slot)))
                .filter(Way::present);
    }

    private void read(Node node, long holder) {
        if (node instanceof Container container) {
            container.slots().stream().forEach(slot -> {
                holders.put(slot.id(), holder);
                read(slot.value(), slot.id());
            });
        }
    }
}
