package dev.parley.domain.document;

import dev.parley.domain.json.Excess;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.ErrorCode;
import java.util.List;
import java.util.Optional;

/// Carries a patch that was written on an older version to the head.
///
/// Paths are not transformed: no published transform is right. The patch is resolved on the version that its
/// author saw, and its targets are found again in the head by the identity of their nodes. First all of it is
/// applied to the author's view; then a [Walk] goes through it operation by operation on that view and on the
/// head side by side. What the walk keeps is applied to the head once more, strictly, so that the committed
/// patch alone gives the result and its ids, on this server and on every replica.
public final class Rebase {
    private Rebase() {}

    /// A patch that moves or copies is not carried over concurrent changes: `CONFLICT`, and its author may make
    /// it anew on the head.
    ///
    /// @param base the version the author saw; it and `head` must have grown out of one document ([Document])
    /// @param newVersion of the result; greater than the head's
    public static Rebased rebase(
            Document base, JsonPatch patch, Document head, ClientId author, long newVersion, DocumentLimits limits) {
        boolean nothingBetween = base.version() == head.version();
        Document seen = nothingBetween ? head : base;
        return switch (Apply.apply(seen, patch, newVersion, author, limits)) {
            case Applied.Failed(ErrorCode code, int index, String detail, Optional<Excess> excess) ->
                new Rebased.Refused(code, index, detail, excess, List.of());
            case Applied.Done done ->
                nothingBetween
                        ? merged(patch, head, done, List.of())
                        : over(base, patch, head, author, newVersion, limits);
        };
    }

    private static Rebased over(
            Document base, JsonPatch patch, Document head, ClientId author, long newVersion, DocumentLimits limits) {
        int relocating = firstRelocating(patch);
        if (relocating >= 0) {
            return new Rebased.Refused(
                    ErrorCode.CONFLICT, relocating, "move and copy need the head", Optional.empty(), List.of());
        }
        Walk walk = new Walk(base, head, author, newVersion);
        return walk.through(patch).orElseGet(() -> atHead(walk, head, author, newVersion, limits));
    }

    private static int firstRelocating(JsonPatch patch) {
        List<PatchOperation> operations = patch.operations();
        for (int index = 0; index < operations.size(); index++) {
            if (operations.get(index) instanceof PatchOperation.Move
                    || operations.get(index) instanceof PatchOperation.Copy) {
                return index;
            }
        }
        return -1;
    }

    private static Rebased atHead(Walk walk, Document head, ClientId author, long newVersion, DocumentLimits limits) {
        JsonPatch located = walk.located();
        return switch (Apply.apply(head, located, newVersion, author, limits)) {
            case Applied.Done done -> merged(located, head, done, walk.dropped());
            case Applied.Failed failed -> tooLarge(failed, walk);
        };
    }

    /// Everything else was checked by the walk.
    private static Rebased tooLarge(Applied.Failed failed, Walk walk) {
        if (failed.code() != ErrorCode.LIMIT_EXCEEDED) {
            throw new IllegalStateException("rebased to something that does not apply: " + failed);
        }
        int submitted = walk.submittedIndex(failed.index());
        return new Rebased.Refused(failed.code(), submitted, failed.detail(), failed.excess(), walk.dropped());
    }

    private static Rebased merged(JsonPatch located, Document head, Applied.Done done, List<Dropped> dropped) {
        Document result = located.writes() ? done.document() : head;
        return new Rebased.Merged(located, result, done.inverse(), dropped);
    }
}
