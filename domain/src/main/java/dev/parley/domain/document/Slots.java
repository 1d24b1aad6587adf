package dev.parley.domain.document;

import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The slots of one container in their stored order: an immutable list that knows the size, node count and
/// height of all below it. Changing one slot copies a few hundred references at most, however wide it is.
sealed interface Slots permits FlatSlots, WideSlots {
    int NEAR = 16;

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

    /// The index of the slot whose `key` is `wanted`, or −1. Looks near `hint` first: edits shift elements little.
    default int seek(ToLongFunction<Slot> key, long wanted, int hint) {
        int near = seekNear(key, wanted, hint);
        return near >= 0 ? near : seek(key, wanted);
    }

    /// As [#seek], but only within a few places of `hint`.
    default int seekNear(ToLongFunction<Slot> key, long wanted, int hint) {
        for (int distance = 0; distance <= NEAR; distance++) {
            if (holds(key, wanted, hint - distance)) {
                return hint - distance;
            }
            if (holds(key, wanted, hint + distance)) {
                return hint + distance;
            }
        }
        return -1;
    }

    private boolean holds(ToLongFunction<Slot> key, long wanted, int index) {
        return index >= 0 && index < size() && key.applyAsLong(get(index)) == wanted;
    }

    /// Looks at all, from the first.
    int seek(ToLongFunction<Slot> key, long wanted);
}
