package dev.parley.testkit;

import java.util.Optional;

/// Decides, call by call, what goes wrong in a [FaultyStore]. A simulation answers from its seed.
@FunctionalInterface
public interface Faults {
    /// Nothing ever goes wrong.
    Faults NONE = call -> new Fault.None();

    /// Asked once per call of a port, when the call arrives.
    Fault strike(Call call);

    /// Which call it is. Only appends can be `Busy` or `Unknown`; elsewhere those count as `Failed`.
    enum Call {
        LOAD,
        READ_CHANGES,
        APPEND_CHANGES,
        SAVE_SNAPSHOT,
        OPEN,
        READ_EVENTS,
        SEEK_LAST,
        APPEND_EVENTS,
        TRIM
    }

    /// What happens to one call.
    sealed interface Fault {
        record None() implements Fault {}

        /// The queue is full; nothing is stored.
        record Busy(long retryAfterMillis) implements Fault {}

        /// The disk is full, or broken; nothing is stored.
        record Failed(String reason) implements Fault {}

        /// The caller does not learn what became of it.
        ///
        /// @param stored what really became of it
        record Unknown(boolean stored) implements Fault {}

        /// What a call says that knows no more than "it failed".
        default Optional<String> complaint() {
            return switch (this) {
                case None _ -> Optional.empty();
                case Failed(String why) -> Optional.of(why);
                case Busy _, Unknown _ -> Optional.of("the disk did not answer");
            };
        }
    }
}
