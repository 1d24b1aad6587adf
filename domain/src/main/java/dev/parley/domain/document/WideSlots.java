package dev.parley.domain.document;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/// Slots in chunks of about the square root of the largest container allowed, so that one change copies one
/// chunk and the list of chunks.
final class WideSlots implements Slots {
    private static final int MOST_IN_CHUNK = 256;

    /// Never empty; no chunk is empty.
    private final FlatSlots[] chunks;

    /// Where each chunk begins.
    private final int[] starts;

    private final int size;
    private final int bytes;
    private final int nodes;
    private final int height;

    private WideSlots(FlatSlots[] chunks) {
        this.chunks = chunks;
        this.starts = new int[chunks.length];
        int sizes = 0;
        int allBytes = 0;
        int allNodes = 0;
        int tallest = 0;
        for (int c = 0; c < chunks.length; c++) {
            starts[c] = sizes;
            sizes += chunks[c].size();
            allBytes += chunks[c].bytes();
            allNodes += chunks[c].nodes();
            tallest = Math.max(tallest, chunks[c].height());
        }
        this.size = sizes;
        this.bytes = allBytes;
        this.nodes = allNodes;
        this.height = tallest;
    }

    static WideSlots of(Slot... slots) {
        int half = MOST_IN_CHUNK / 2;
        FlatSlots[] chunks = new FlatSlots[(slots.length + half - 1) / half];
        for (int c = 0; c < chunks.length; c++) {
            chunks[c] = FlatSlots.of(Arrays.copyOfRange(slots, c * half, Math.min(slots.length, (c + 1) * half)));
        }
        return new WideSlots(chunks);
    }

    @Override
    public int size() {
        return size;
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
        int c = chunkOf(index);
        return chunks[c].get(index - starts[c]);
    }

    @Override
    public int seek(ToLongFunction<Slot> key, long wanted) {
        for (int c = 0; c < chunks.length; c++) {
            int found = chunks[c].seek(key, wanted);
            if (found >= 0) {
                return starts[c] + found;
            }
        }
        return -1;
    }

    @Override
    public Slots with(int index, Slot slot) {
        int c = chunkOf(index);
        return replaced(c, chunks[c].with(index - starts[c], slot));
    }

    @Override
    public Slots withInserted(int index, Slot slot) {
        int c = index == size ? chunks.length - 1 : chunkOf(index);
        FlatSlots longer = chunks[c].inserted(index - starts[c], slot);
        return longer.size() <= MOST_IN_CHUNK ? replaced(c, longer) : split(c, longer);
    }

    @Override
    public Slots without(int index) {
        int c = chunkOf(index);
        if (chunks[c].size() > 1) {
            return replaced(c, chunks[c].without(index - starts[c]));
        }
        return chunks.length == 1 ? FlatSlots.of() : new WideSlots(spliced(c));
    }

    private int chunkOf(int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -2 - found;
    }

    private WideSlots replaced(int c, FlatSlots chunk) {
        FlatSlots[] changed = chunks.clone();
        changed[c] = chunk;
        return new WideSlots(changed);
    }

    private WideSlots split(int c, FlatSlots chunk) {
        int middle = chunk.size() / 2;
        return new WideSlots(spliced(c, chunk.slice(0, middle), chunk.slice(middle, chunk.size())));
    }

    /// The chunks with others in place of one.
    private FlatSlots[] spliced(int c, FlatSlots... instead) {
        FlatSlots[] changed = new FlatSlots[chunks.length - 1 + instead.length];
        System.arraycopy(chunks, 0, changed, 0, c);
        System.arraycopy(instead, 0, changed, c, instead.length);
        System.arraycopy(chunks, c + 1, changed, c + instead.length, chunks.length - c - 1);
        return changed;
    }
}
