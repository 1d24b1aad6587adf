package dev.parley.domain.document;

import dev.parley.domain.json.Json;
import java.util.Optional;

/// An operation that a rebase left out.
///
/// @param index in the submitted patch
/// @param value what add or replace carried, handed back to its author
public record Dropped(int index, Reason reason, Optional<Json> value) {
    /// The wire spells them in lower case with hyphens.
    public enum Reason {
        CREATE_IF_ABSENT(true),
        ALREADY_GONE(true),
        OVERWRITTEN_SINCE(false),
        CONTAINER_GONE(false),
        FORBIDDEN(false),
        NO_OP(true);

        private final boolean satisfied;

        Reason(boolean satisfied) {
            this.satisfied = satisfied;
        }

        /// What the author wanted holds all the same, so strict mode does not mind.
        public boolean satisfied() {
            return satisfied;
        }

        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
