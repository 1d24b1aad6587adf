package dev.parley.domain.typing;

import java.util.Comparator;

/// The order of one device's frames: the epoch that the server gave the connection, then the client's counter on it.
/// No clock takes part.
///
/// @param seq from 1; 0 stands for the connection's own opening
public record Stamp(long epoch, long seq) implements Comparable<Stamp> {
    private static final Comparator<Stamp> ORDER =
            Comparator.comparingLong(Stamp::epoch).thenComparingLong(Stamp::seq);

    static final Stamp NONE = new Stamp(0, 0);

    static Stamp opening(long epoch) {
        return new Stamp(epoch, 0);
    }

    public boolean isAfter(Stamp other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
