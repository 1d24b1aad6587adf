package dev.parley.domain.document;

import dev.parley.domain.document.Node.Container;
import dev.parley.domain.document.Node.Elements;
import dev.parley.domain.document.Node.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds in the head what stands at a place of the author's fork: by identity, never by path.
///
/// Slots that nobody moved are still in the container they were in, so going down both trees side by side
/// finds them; only where something was moved since the base, the whole head is searched.
///
/// @param moved whether a slot may stand in another container than on the fork
record Locate(Node head, boolean moved) {
    /// The slot that stands at the end of `fork`, wherever it is in the head.
    Optional<Way> slot(Way fork) {
        return slot(fork, fork.length());
    }

    /// The container in which `fork` ends, as the last of the way; the index says nothing.
    Optional<Way> container(Way fork) {
        int level = fork.length() - 1;
        Optional<Way> holder = level == 0 ? Way.start(head) : slot(fork, level).flatMap(Way::inside);
        return holder.filter(way -> way.last().id() == fork.last().id());
    }

    /// The member of the same container and name as that at the end of `fork`, whatever slot it is.
    Optional<Way> sameNamed(Way fork) {
        return container(fork)
                .filter(way -> way.last() instanceof Members)
                .map(way -> way.toMember(fork.slot().name()))
                .filter(Way::present);
    }

    private Optional<Way> slot(Way fork, int length) {
        Optional<Way> beside = sideBySide(fork, length);
        return beside.isPresent() || !moved
                ? beside
                : anywhere(fork.slot(length - 1).id());
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

    private Optional<Way> anywhere(long id) {
        List<Container> passed = new ArrayList<>();
        List<Integer> taken = new ArrayList<>();
        return search(head, id, passed, taken) ? Optional.of(Way.of(passed, taken)) : Optional.empty();
    }

    private static boolean search(Node node, long id, List<Container> passed, List<Integer> taken) {
        if (!(node instanceof Container container)) {
            return false;
        }
        passed.add(container);
        for (int i = 0; i < container.slots().size(); i++) {
            Slot slot = container.slots().get(i);
            taken.add(i);
            if (slot.id() == id || search(slot.value(), id, passed, taken)) {
                return true;
            }
            taken.removeLast();
        }
        passed.removeLast();
        return false;
    }
}
