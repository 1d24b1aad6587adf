package dev.parley.domain.document;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.PatchOperation;
import java.util.Optional;

/// What one operation became on its way to the head. The fork is the author's view after it, in every case.
sealed interface Step {
    /// @param located applies to the head before the step, and gave `head`
    record Kept(PatchOperation located, Node fork, Node head) implements Step {}

    /// @param value what the operation carried
    record Left(Dropped.Reason reason, Optional<Json> value, Node fork) implements Step {}

    /// A `test` that does not hold in the head.
    record Untrue(String detail) implements Step {}
}
