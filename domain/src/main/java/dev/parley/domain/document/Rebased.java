package dev.parley.domain.document;

import dev.parley.domain.json.Excess;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.shared.ErrorCode;
import java.util.List;
import java.util.Optional;

/// What became of a patch that was written on an older version than the head.
public sealed interface Rebased {
    List<Dropped> dropped();

    /// @param asCommitted applies strictly at the head; equals the submitted patch where nothing had to change.
    ///     Without a writing operation it makes no version
    /// @param result the head after `asCommitted`, at the new version; the head itself if nothing is written
    /// @param inverse turns `result` back into the head
    /// @param dropped in the order of the submitted patch
    record Merged(JsonPatch asCommitted, Document result, JsonPatch inverse, List<Dropped> dropped) implements Rebased {
        public Merged {
            dropped = List.copyOf(dropped);
        }

        /// Whether strict mode accepts it: all that was dropped holds anyway.
        public boolean satisfied() {
            return dropped.stream().allMatch(drop -> drop.reason().satisfied());
        }
    }

    /// @param code `TEST_FAILED`, `INVALID_PATCH`, `LIMIT_EXCEEDED` or `CONFLICT`
    /// @param index of the operation in the submitted patch
    /// @param excess present with `LIMIT_EXCEEDED`
    /// @param dropped what had been dropped up to there
    record Refused(ErrorCode code, int index, String detail, Optional<Excess> excess, List<Dropped> dropped)
            implements Rebased {
        public Refused {
            dropped = List.copyOf(dropped);
        }
    }
}
