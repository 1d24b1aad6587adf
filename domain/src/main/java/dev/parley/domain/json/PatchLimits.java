package dev.parley.domain.json;

import java.util.Optional;

/// How large a submitted patch may be.
///
/// @param operations in one patch; at most [#MOST_OPERATIONS], so that an operation's index fits a node id
/// @param bytes of the patch's compact UTF-8 text
/// @param pointerChars of one `path` or `from`, escaped as sent
public record PatchLimits(int operations, int bytes, int pointerChars) {
    public static final int MOST_OPERATIONS = 1_023;
    public static final PatchLimits DEFAULT = new PatchLimits(1_000, 64 * 1024, 1_024);

    public PatchLimits {
        if (operations < 1 || operations > MOST_OPERATIONS) {
            throw new IllegalArgumentException("operations: " + operations);
        }
        if (bytes < 1 || pointerChars < 1) {
            throw new IllegalArgumentException("bytes: " + bytes + ", pointerChars: " + pointerChars);
        }
    }

    Optional<Excess> checkOperations(int count) {
        return over("patchOperations", count, operations);
    }

    Optional<Excess> checkBytes(long size) {
        return over("patchBytes", size, bytes);
    }

    Optional<Excess> checkPointer(int chars) {
        return over("pointerChars", chars, pointerChars);
    }

    private static Optional<Excess> over(String limit, long actual, long allowed) {
        return actual > allowed ? Optional.of(new Excess(limit, allowed)) : Optional.empty();
    }
}
