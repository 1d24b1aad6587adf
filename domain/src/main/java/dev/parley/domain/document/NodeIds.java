package dev.parley.domain.document;

import dev.parley.domain.json.PatchLimits;

/// Ids of the nodes that one operation makes: version, index of the operation in its committed patch, and
/// position in preorder with members in name order. Every replica derives the same ones from what travels.
///
/// One long: 33 bits of version, 10 of operation, 20 of position. What a dropped operation makes on its
/// author's fork is negative: it never equals anything.
final class NodeIds {
    private static final int POSITION_BITS = 20;
    private static final int OPERATION_BITS = 10;
    private static final long MOST_VERSION = (1L << 33) - 1;

    private NodeIds() {}

    /// The id of position 0; the others follow.
    static long of(long version, int operation) {
        if (version < 0 || version > MOST_VERSION || operation < 0 || operation > PatchLimits.MOST_OPERATIONS) {
            throw new IllegalArgumentException("version: " + version + ", operation: " + operation);
        }
        return ((version << OPERATION_BITS) | operation) << POSITION_BITS;
    }

    static long unmatched(long version, int operation) {
        return of(version, operation) | Long.MIN_VALUE;
    }

    static long version(long id) {
        return (id & Long.MAX_VALUE) >>> (POSITION_BITS + OPERATION_BITS);
    }
}
