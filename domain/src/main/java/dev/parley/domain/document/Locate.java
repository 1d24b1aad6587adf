package dev.parley.domain.document;

import dev.parley.domain.document.Node.Container;
import dev.parley.domain.document.Node.Elements;
import dev.parley.domain.document.Node.Members;
import java.util.Optional;

/// Finds in the head what stands at a place of the author's fork: by identity, never by path.
///
/// Slots that nobody moved are still in the container they were in, so going down both trees side by side
/// finds them; only where something was moved since the base, the whole head is looked through, once.
///
/// @param moved present where a slot may stand in another container than on the fork
record Locate(Node head, Optional<Whereabouts> moved) {
    /// The slot that stands at the end of `fork`, wherever it is in the head.
    Optional<Way> slot(Way fork) {
        return slot(fork, fork.length());
    }

    /// The container in which `fork` ends, as the last of the way; the index says nothing.
    Optional<Way> container(Way fork) {
        int level = fork.length() - 1;
        return holding(fork, level).filter(way -> way.last().id() == fork.last().id());
    }

    /// Into what the slot above `level` holds now; into the root at level 0.
    private Optional<Way> holding(Way fork, int level) {
        return level == 0 ? Way.start(head) : slot(fork, level).flatMap(Way::inside);
    }

    /// The member of the same container and name as that at the end of `fork`, whatever slot it is.
    Optional<Way> sameNamed(Way fork) {
        return container(fork)
                .filter(way -> way.last() instanceof Members)
                .map(way -> way.toMember(fork.slot().name()))
                .filter(Way::present);
    }

    private Optional<Way> slot(Way fork, int length) {
        return moved.isEmpty()
                ? sideBySide(fork, length)
                : inItsContainer(fork, length).or(() -> elsewhere(fork, length));
    }

    private Optional<Way> elsewhere(Way fork, int length) {
        return moved.flatMap(whereabouts -> whereabouts.of(fork.slot(length - 1).id(), head));
    }

    /// Where its container is, itself perhaps moved: also finds what the patch has just put there.
    private Optional<Way> inItsContainer(Way fork, int length) {
        Slot slot = fork.slot(length - 1);
        return holding(fork, length - 1)
                .filter(way -> way.last().id() == fork.container(length - 1).id())
                .map(way -> way.toIndex(index(way.last(), slot, fork.index(length - 1))))
                .filter(Way::present);
    }

    private Optional<Way> sideBySide(Way fork, int length) {
        Way way = Way.open(length);
        Node node = head;
        for (int level = 0; level < length; level++) {
            if (!(node instanceof Container container)
                    || node.id() != fork.container(level).id()) {
                return Optional.empty();
            }
            int index = index(container, fork.slot(level), fork.index(level));
            if (index < 0) {
                return Optional.empty();
            }
            node = way.pass(level, container, index);
        }
        return Optional.of(way);
    }

    private static int index(Container container, Slot slot, int hint) {
        return switch (container) {
            case Members members -> {
                int index = members.slots().search(slot.name());
                yield index >= 0 && members.slots().get(index).id() == slot.id() ? index : -1;
            }
            case Elements elements -> elements.slots().seek(Slot::id, slot.id(), hint);
        };
    }
}
