package dev.parley.domain.typing;

import dev.parley.domain.shared.UserId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who types, told from the list of what happened by the words of the rules: one small account per device, no rings, no
/// windows, no forgetting. Shares no code with what it judges.
final class Oracle {
    private static final long MILLI = 1_000_000L;
    private static final long START = 100 * MILLI;

    private final Map<Device, Account> accounts = new HashMap<>();
    private final Map<Spot, Held> leases = new LinkedHashMap<>();
    private int count;

    private record Spot(ContextKey where, Device device) {}

    /// A lease as the rules put it.
    record Held(Device device, TypingKind kind, int since, long epoch, long deadline) {
        /// There until the first sweep, every 250 ms, that finds it overdue.
        boolean livesAt(long now) {
            long sweep = 250 * MILLI;
            long rest = Math.floorMod(deadline, sweep);
            long found = rest == 0 ? deadline : deadline + sweep - rest;
            return now < found;
        }

        boolean of(Device who, long epochOrOlder) {
            return device.equals(who) && epoch <= epochOrOlder;
        }

        Held until(long atTheLatest) {
            return new Held(device, kind, since, epoch, Math.min(deadline, atTheLatest));
        }
    }

    /// What is known of one device.
    private static final class Account {
        long opened;
        long closed;
        final Map<ContextKey, Stamp> heard = new HashMap<>();
        final Map<Long, Bucket> buckets = new HashMap<>();

        boolean tooLate(long epoch) {
            return epoch < opened || epoch <= closed;
        }

        boolean tooLate(Stamp stamp, ContextKey where) {
            Stamp last = heard.get(where);
            boolean old = last != null
                    && (stamp.epoch() < last.epoch() || (stamp.epoch() == last.epoch() && stamp.seq() <= last.seq()));
            return tooLate(stamp.epoch()) || old;
        }

        /// Ten a second, twenty at once.
        boolean overRate(long epoch, long now) {
            Bucket bucket = buckets.getOrDefault(epoch, new Bucket(20 * START, now));
            long room = Math.min(20 * START, bucket.room() + now - bucket.at());
            boolean over = room < START;
            if (!over) {
                buckets.put(epoch, new Bucket(room - START, now));
            }
            return over;
        }
    }

    /// @param room what was left then; a START takes what 100 ms bring
    private record Bucket(long room, long at) {}

    /// @return the context in which a lease ended so that viewers must hear of it at once
    List<ContextKey> add(Happening what) {
        count++;
        leases.values().removeIf(lease -> !lease.livesAt(what.at()));
        return switch (what) {
            case Happening.Started it -> started(it);
            case Happening.Stopped it -> {
                ended(it.device(), it.stamp(), it.where());
                yield List.of();
            }
            case Happening.Sent it -> ended(it.device(), it.stamp(), it.where()) ? List.of(it.where()) : List.of();
            case Happening.Opened it -> {
                Account account = account(it.device());
                account.opened = Math.max(account.opened, it.epoch());
                yield List.of();
            }
            case Happening.Resumed it -> resumed(it);
            case Happening.Closed it -> closed(it);
            case Happening.Left it -> left(it);
            case Happening.Revoked it -> revoked(it);
        };
    }

    private List<ContextKey> started(Happening.Started it) {
        Account account = account(it.device());
        if (account.tooLate(it.stamp(), it.where())
                || account.overRate(it.stamp().epoch(), it.at())) {
            return List.of();
        }
        account.heard.put(it.where(), it.stamp());
        granted(
                new Spot(it.where(), it.device()),
                it.kind(),
                it.authorised(),
                it.stamp().epoch(),
                it.at());
        return List.of();
    }

    private void granted(Spot spot, TypingKind kind, boolean authorised, long epoch, long at) {
        Held before = leases.remove(spot);
        if (authorised) {
            int since = before == null ? count : before.since();
            leases.put(spot, new Held(spot.device(), kind, since, epoch, at + 10_000 * MILLI));
        }
    }

    private boolean ended(Device device, Stamp stamp, ContextKey where) {
        Account account = account(device);
        if (account.tooLate(stamp, where)) {
            return false;
        }
        account.heard.put(where, stamp);
        return leases.remove(new Spot(where, device)) != null;
    }

    private List<ContextKey> resumed(Happening.Resumed it) {
        Account account = account(it.device());
        if (account.tooLate(it.epoch())) {
            return List.of();
        }
        account.opened = Math.max(account.opened, it.epoch());
        for (Claim claim : it.claims()) {
            Stamp last = account.heard.get(claim.where());
            if (last != null && last.epoch() >= it.epoch()) {
                continue;
            }
            account.heard.put(claim.where(), new Stamp(it.epoch(), 0));
            granted(new Spot(claim.where(), it.device()), claim.kind(), claim.authorised(), it.epoch(), it.at());
        }
        leases.values().removeIf(lease -> lease.device().equals(it.device()) && lease.epoch() < it.epoch());
        return List.of();
    }

    private List<ContextKey> closed(Happening.Closed it) {
        Account account = account(it.device());
        account.closed = Math.max(account.closed, it.epoch());
        long grace = it.at() + 4_000 * MILLI;
        leases.replaceAll((_, lease) -> lease.of(it.device(), it.epoch()) ? lease.until(grace) : lease);
        leases.values().removeIf(lease -> lease.of(it.device(), it.epoch()) && it.clean());
        return List.of();
    }

    private List<ContextKey> left(Happening.Left it) {
        if (!account(it.device()).tooLate(it.epoch())) {
            leases.keySet()
                    .removeIf(spot -> spot.device().equals(it.device())
                            && spot.where().session().equals(it.session()));
        }
        return List.of();
    }

    private List<ContextKey> revoked(Happening.Revoked it) {
        List<Spot> atOnce = leases.keySet().stream()
                .filter(spot -> spot.device().client().user().equals(it.user())
                        && spot.where().session().equals(it.session()))
                .toList();
        atOnce.forEach(leases::remove);
        return atOnce.stream().map(Spot::where).toList();
    }

    private Account account(Device device) {
        return accounts.computeIfAbsent(device, _ -> new Account());
    }

    /// Who types there, the longest first, with the highest kind of all his devices.
    Map<UserId, TypingKind> typing(ContextKey where, long now) {
        Map<UserId, TypingKind> kinds = new LinkedHashMap<>();
        leases.entrySet().stream()
                .filter(entry -> entry.getKey().where().equals(where))
                .map(Map.Entry::getValue)
                .filter(lease -> lease.livesAt(now))
                .sorted(Comparator.comparingInt(Held::since))
                .forEach(lease -> kinds.merge(
                        lease.device().client().user(),
                        lease.kind(),
                        (one, other) -> one.compareTo(other) < 0 ? one : other));
        return kinds;
    }
}
