package dev.parley.domain.document;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way of one patch from its author's view to the head, operation by operation. Used once.
final class Walk {
    private final Document base;
    private final Document head;
    private final Optional<ClientId> author;
    private final long newVersion;
    private final Optional<Whereabouts> moved;
    private final Placing placing;
    private final List<PatchOperation> located = new ArrayList<>();
    private final List<Integer> origins = new ArrayList<>();
    private final List<Dropped> dropped = new ArrayList<>();

    Walk(Document base, Document head, ClientId author, long newVersion) {
        this.base = base;
        this.head = head;
        this.author = Optional.of(author);
        this.newVersion = newVersion;
        this.moved = Optional.of(new Whereabouts(head.root())).filter(_ -> head.lastMove() > base.version());
        this.placing = new Placing(author, base.version(), newVersion);
    }

    /// @return why it went no further; empty at the end
    Optional<Rebased> through(JsonPatch patch) {
        Node fork = base.root();
        Node here = head.root();
        for (int index = 0; index < patch.operations().size(); index++) {
            switch (stride(fork, here, index).of(patch.operations().get(index))) {
                case Step.Kept(PatchOperation operation, Node forkAfter, Node headAfter) -> {
                    keep(operation, index);
                    fork = forkAfter;
                    here = headAfter;
                }
                case Step.Left(Dropped.Reason reason, Optional<Json> value, Node forkAfter) -> {
                    dropped.add(new Dropped(index, reason, value));
                    fork = forkAfter;
                }
                case Step.Untrue(String detail) -> {
                    return Optional.of(
                            new Rebased.Refused(ErrorCode.TEST_FAILED, index, detail, Optional.empty(), dropped));
                }
            }
        }
        return Optional.empty();
    }

    private Stride stride(Node fork, Node here, int index) {
        Numbering ids = new Numbering(NodeIds.of(newVersion, located.size()), author);
        Numbering unmatched = new Numbering(NodeIds.unmatched(newVersion, index), author);
        return new Stride(fork, new Locate(here, moved), placing, ids, unmatched);
    }

    private void keep(PatchOperation operation, int index) {
        located.add(operation);
        origins.add(index);
    }

    JsonPatch located() {
        return new JsonPatch(located);
    }

    List<Dropped> dropped() {
        return List.copyOf(dropped);
    }

    /// Where in the submitted patch the located operation comes from.
    int submittedIndex(int locatedIndex) {
        return origins.get(locatedIndex);
    }
}
