package dev.parley.domain.document;

import dev.parley.domain.json.Excess;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.shared.ErrorCode;
import java.util.Optional;

/// What became of a patch on one document.
public sealed interface Applied {
    /// @param inverse turns `document` back into what the patch was applied to (member order aside)
    record Done(Document document, JsonPatch inverse) implements Applied {}

    /// Nothing was changed.
    ///
    /// @param code `TEST_FAILED`, `INVALID_PATCH` or `LIMIT_EXCEEDED`
    /// @param index of the operation that failed
    /// @param excess present with `LIMIT_EXCEEDED`
    record Failed(ErrorCode code, int index, String detail, Optional<Excess> excess) implements Applied {}
}
