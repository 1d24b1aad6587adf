package dev.parley.domain.document;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/// Slots in one array: containers of ordinary width, and the chunks of wide ones.
final class FlatSlots implements Slots {
    static final int MOST = 512;
    private static final FlatSlots EMPTY = new FlatSlots(new Slot[0], 0, 0, 0);

    private final Slot[] slots;
    private final int bytes;
    private final int nodes;
    private final int height;

    private FlatSlots(Slot[] slots, int bytes, int nodes, int height) {
        this.slots = slots;
        this.bytes = bytes;
        this.nodes = nodes;
        this.height = height;
    }

    /// Keeps the array.
    static FlatSlots of(Slot... slots) {
        if (slots.length == 0) {
            return EMPTY;
        }
        int bytes = 0;
        int nodes = 0;
        int height = 0;
        for (Slot slot : slots) {
            bytes += slot.bytes();
            nodes += slot.value().nodes();
            height = Math.max(height, slot.value().height());
        }
        return new FlatSlots(slots, bytes, nodes, height);
    }

    @Override
    public int size() {
        return slots.length;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Slot get(int index) {
        return slots[index];
    }

    @Override
    public int seek(ToLongFunction<Slot> key, long wanted) {
        for (int i = 0; i < slots.length; i++) {
            if (key.applyAsLong(slots[i]) == wanted) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public FlatSlots with(int index, Slot slot) {
        Slot old = slots[index];
        Slot[] changed = slots.clone();
        changed[index] = slot;
        int tallest = slot.value().height() >= old.value().height()
                ? Math.max(height, slot.value().height())
                : heightWithout(old, changed);
        return new FlatSlots(
                changed,
                bytes - old.bytes() + slot.bytes(),
                nodes - old.value().nodes() + slot.value().nodes(),
                tallest);
    }

    @Override
    public Slots withInserted(int index, Slot slot) {
        FlatSlots longer = inserted(index, slot);
        return longer.size() <= MOST ? longer : WideSlots.of(longer.slots);
    }

    /// However long it becomes.
    FlatSlots inserted(int index, Slot slot) {
        Slot[] changed = new Slot[slots.length + 1];
        System.arraycopy(slots, 0, changed, 0, index);
        changed[index] = slot;
        System.arraycopy(slots, index, changed, index + 1, slots.length - index);
        return new FlatSlots(
                changed,
                bytes + slot.bytes(),
                nodes + slot.value().nodes(),
                Math.max(height, slot.value().height()));
    }

    @Override
    public FlatSlots without(int index) {
        if (slots.length == 1) {
            return EMPTY;
        }
        Slot old = slots[index];
        Slot[] changed = new Slot[slots.length - 1];
        System.arraycopy(slots, 0, changed, 0, index);
        System.arraycopy(slots, index + 1, changed, index, changed.length - index);
        return new FlatSlots(changed, bytes - old.bytes(), nodes - old.value().nodes(), heightWithout(old, changed));
    }

    /// Looks at the others only where `gone` may have been the tallest, and no further than the first as tall.
    private int heightWithout(Slot gone, Slot[] left) {
        if (gone.value().height() < height) {
            return height;
        }
        int tallest = 0;
        for (int i = 0; i < left.length && tallest < height; i++) {
            tallest = Math.max(tallest, left[i].value().height());
        }
        return tallest;
    }

    FlatSlots slice(int from, int to) {
        return of(Arrays.copyOfRange(slots, from, to));
    }
}
