package dev.parley.application.delivery;

/// Told on the owner's lane that a member was taken out of an audience because it is slow. Only audiences of
/// durable streams do that; their members come back by reading the log from `lastPosition`. Never told of a
/// membership that the owner ended meanwhile, also where the same subscriber was added again since.
@FunctionalInterface
public interface Lagging {
    /// @param lastPosition of the last notice that went into the subscriber's queue; 0 where none did
    void lagging(Subscriber who, long lastPosition);

    /// For audiences whose notices a slow member may lose by merging or by being cut.
    Lagging NEVER = (who, lastPosition) -> {};
}
