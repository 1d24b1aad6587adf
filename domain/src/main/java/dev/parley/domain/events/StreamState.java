package dev.parley.domain.events;

/// Where a stream stands: offsets 1 to `head` were given in this epoch, those from `earliest` on are kept.
///
/// @param earliest the offset of the oldest event that is kept; head + 1 where none is
public record StreamState(long epoch, long earliest, long head) {
    public StreamState {
        if (head < 0 || earliest < 1 || earliest > head + 1) {
            throw new IllegalArgumentException("no such stream: earliest " + earliest + ", head " + head);
        }
    }

    /// The same stream, further on.
    public StreamState grownTo(long newHead) {
        return new StreamState(epoch, earliest, Math.max(head, newHead));
    }

    /// The same stream, with less of its past.
    public StreamState trimmedTo(long newEarliest) {
        return new StreamState(epoch, Math.clamp(newEarliest, earliest, head + 1), head);
    }

    /// Nothing of the past.
    public Start latest() {
        return new Start.At(head, false);
    }

    /// All that is kept.
    public Start earliestKept() {
        return new Start.At(earliest - 1, false);
    }

    /// All after `offset`, or all that is kept where that is less. For offsets that the log itself gave.
    public Start from(long offset) {
        return new Start.At(Math.clamp(offset, earliest - 1, head), false);
    }

    /// Exactly what follows a position that a reader remembers, or why that cannot be had: never a part of
    /// it.
    public Start after(Position position) {
        if (position.epoch() != epoch) {
            return new Start.EpochChanged(epoch);
        }
        if (position.offset() < 0 || position.offset() > head) {
            return new Start.Outside(head);
        }
        if (position.offset() < earliest - 1) {
            return new Start.Gone(earliest);
        }
        return new Start.At(position.offset(), true);
    }

    /// Where delivery starts.
    public sealed interface Start {
        /// @param offset the last one that is not delivered
        /// @param recovered a remembered position, and all after it follows
        record At(long offset, boolean recovered) implements Start {}

        record EpochChanged(long epoch) implements Start {}

        record Outside(long head) implements Start {}

        record Gone(long earliest) implements Start {}
    }
}
