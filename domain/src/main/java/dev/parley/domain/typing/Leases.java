package dev.parley.domain.typing;

import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All leases of one context: at most one per (user, device), so that no device ends what another one holds.
@LaneConfined
final class Leases {
    private final Map<UserId, UserLeases> byUser = new LinkedHashMap<>();
    private long begun;

    Optional<Lease> of(ClientId client) {
        return Optional.ofNullable(byUser.get(client.user())).flatMap(user -> user.of(client.device()));
    }

    /// Makes the lease or keeps it alive.
    ///
    /// @return whether viewers may see a difference
    boolean refresh(ClientId client, Stamp stamp, TypingKind kind, long deadline) {
        UserLeases user = byUser.computeIfAbsent(client.user(), _ -> new UserLeases());
        Optional<Lease> lease = user.of(client.device());
        if (lease.isPresent()) {
            return lease.get().refresh(stamp, kind, deadline);
        }
        user.put(client.device(), new Lease(begun++, stamp, kind, deadline));
        return true;
    }

    boolean remove(ClientId client) {
        UserLeases user = byUser.get(client.user());
        if (user == null || !user.remove(client.device())) {
            return false;
        }
        if (user.isEmpty()) {
            byUser.remove(client.user());
        }
        return true;
    }

    /// Ends the device's lease if an older connection than `epoch` holds it.
    boolean removeOlderThan(long epoch, ClientId client) {
        return of(client).filter(lease -> lease.epoch() < epoch).isPresent() && remove(client);
    }

    /// Lets the device's lease end by `deadline` if `epoch` or an older connection holds it.
    void endBy(long deadline, long epoch, ClientId client) {
        of(client).filter(lease -> lease.epoch() <= epoch).ifPresent(lease -> lease.endBy(deadline));
    }

    boolean remove(UserId user) {
        return byUser.remove(user) != null;
    }

    /// Ends what was due by `now`.
    boolean expire(long now) {
        boolean changed = false;
        for (UserLeases user : byUser.values()) {
            changed |= user.expire(now);
        }
        byUser.values().removeIf(UserLeases::isEmpty);
        return changed;
    }

    boolean isEmpty() {
        return byUser.isEmpty();
    }

    long earliestDeadline() {
        return byUser.values().stream()
                .mapToLong(UserLeases::earliestDeadline)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /// What a viewer is to see: whoever is shown and still types keeps his place, the free places go to those who
    /// have typed longest.
    Standing standing(List<TypingFrame.Typist> shown) {
        List<TypingFrame.Typist> top = new ArrayList<>();
        for (TypingFrame.Typist before : shown) {
            UserLeases user = byUser.get(before.user());
            if (user != null) {
                top.add(new TypingFrame.Typist(before.user(), user.kind()));
            }
        }
        fill(top);
        return Standing.of(byUser.size(), top);
    }

    private void fill(List<TypingFrame.Typist> top) {
        if (top.size() == byUser.size() || top.size() >= Standing.NAMED) {
            return;
        }
        List<UserId> shown = top.stream().map(TypingFrame.Typist::user).toList();
        byUser.entrySet().stream()
                .filter(entry -> !shown.contains(entry.getKey()))
                .sorted(Comparator.comparingLong(entry -> entry.getValue().since()))
                .limit(Standing.NAMED - (long) top.size())
                .forEach(entry -> top.add(
                        new TypingFrame.Typist(entry.getKey(), entry.getValue().kind())));
    }
}
