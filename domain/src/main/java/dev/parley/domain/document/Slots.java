package dev.parley.domain.document;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The slots of one container in their stored order: an immutable list that knows the size, node count and
/// height of all below it. Changing one slot copies a few hundred references at most, however wide it is.
sealed interface Slots permits FlatSlots, WideSlots {
    static Slots of(Slot... slots) {
        return slots.length <= FlatSlots.MOST ? FlatSlots.of(slots) : WideSlots.of(slots);
    }

    int size();

    /// Of names and values, without the separators between them.
    int bytes();

    int nodes();

    /// The highest value's.
    int height();

    Slot get(int index);

    Slots with(int index, Slot slot);

    Slots withInserted(int index, Slot slot);

    Slots without(int index);

    default Stream<Slot> stream() {
        return IntStream.range(0, size()).mapToObj(this::get);
    }

    /// Where members are sorted by name: the index of `name`, or −1 − the index where it belongs.
    default int search(String name) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = get(middle).name().compareTo(name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    /// The index of the slot with this id, or −1. Looks near `hint` first: edits shift elements little.
    default int seekSlot(long id, int hint) {
        for (int distance = 0; hint - distance >= 0 || hint + distance < size(); distance++) {
            int left = hint - distance;
            if (left >= 0 && left < size() && get(left).id() == id) {
                return left;
            }
            int right = hint + distance;
            if (right < size() && get(right).id() == id) {
                return right;
            }
        }
        return -1;
    }
}
