package dev.parley.domain.sessions;

import dev.parley.domain.document.Dropped;
import dev.parley.domain.json.JsonPatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What became of a patch that was not refused; kept with the commit so that a resend hears the same.
///
/// @param committed whether it made a version
/// @param patch as committed, where that differs from what was submitted
public record Acknowledgement(
        long version, Outcome outcome, boolean committed, Optional<JsonPatch> patch, List<Dropped> dropped) {
    public enum Outcome {
        APPLIED,
        REBASED,
        MERGED,
        UNCHANGED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Acknowledgement {
        dropped = List.copyOf(dropped);
    }
}
