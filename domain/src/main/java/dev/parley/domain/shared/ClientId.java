package dev.parley.domain.shared;

import java.util.Comparator;

/// An author: one device of one user. Ordered by user, then device, by code points.
public record ClientId(UserId user, DeviceId device) implements Comparable<ClientId> {
    private static final Comparator<ClientId> ORDER = Comparator.comparing(
                    (ClientId id) -> id.user().value(), ClientId::byCodePoints)
            .thenComparing(id -> id.device().value(), ClientId::byCodePoints);

    @Override
    public int compareTo(ClientId other) {
        return ORDER.compare(this, other);
    }

    private static int byCodePoints(String left, String right) {
        return java.util.Arrays.compare(
                left.codePoints().toArray(), right.codePoints().toArray());
    }
}
