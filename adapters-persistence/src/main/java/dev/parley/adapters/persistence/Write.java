package dev.parley.adapters.persistence;

import java.sql.SQLException;

/// Something that waits for its place in a batch. Answered exactly once: by what `apply` returned, after
/// the commit, or by `refuse`.
interface Write {
    int rows();

    long bytes();

    /// Does its part of the batch's transaction. May be called again after a rollback.
    ///
    /// @return answers the caller; run after the commit
    Runnable apply(Batch batch) throws SQLException;

    void refuse(Refusal why);

    /// Whether it makes room, and so goes on while the disk is nearly full.
    default boolean frees() {
        return false;
    }

    /// Why nothing is known to be stored.
    sealed interface Refusal {
        record Busy(long retryAfterMillis) implements Refusal {}

        record Failed(String why) implements Refusal {}

        record Unknown(String why) implements Refusal {}

        /// For callers that only know success and failure.
        default String reason() {
            return switch (this) {
                case Busy _ -> "too many writes wait";
                case Failed(String why) -> why;
                case Unknown(String why) -> why;
            };
        }
    }
}
