package dev.parley.testkit.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// Who can be shown typing, and who must be, told from what the server has received: an account of its own, by device
/// and by the order in which a device's connections were opened.
///
/// It errs on the safe side in both directions: a lease *may* live where nothing is known to have ended it, and *must*
/// live where its start was answered and nothing can have ended it.
final class TypingTruth {
    private static final long MILLI = 1_000_000;
    private static final long TTL = 10_000 * MILLI;
    private static final long GRACE = 4_000 * MILLI;
    /// A tick, a window, and a little.
    private static final long SLACK = 600 * MILLI;
    /// A change of role may be enforced this long after it is on disk.
    private static final long UNSETTLED = 5_000 * MILLI;

    private record Device(String user, String device) {}

    private record Place(String session, Device device) {}

    private static final class Lease {
        private long ordinal;
        private long mayUntil;
        private long mustFrom;
        private long mustUntil;
        private String lastStart = "";

        void end(long now) {
            mayUntil = now;
            mustNot(now);
        }

        void mustNot(long now) {
            mustUntil = Math.min(mustUntil, now);
            lastStart = "";
        }
    }

    private final LongSupplier clock;
    private final long slack;
    private final Map<Device, Long> newest = new HashMap<>();
    private final Map<Link, Long> ordinals = new HashMap<>();
    /// What came before `connect` was answered.
    private final Map<Link, List<Asked>> waiting = new HashMap<>();
    private final Map<Device, Link> lastConnecting = new HashMap<>();
    private final Map<Place, Lease> leases = new HashMap<>();
    private final Map<List<String>, Long> roleChanges = new HashMap<>();
    private long ordinal;

    TypingTruth(LongSupplier clock, long stallNanos) {
        this.clock = clock;
        this.slack = SLACK + stallNanos;
    }

    private static Device device(Link link) {
        return new Device(link.client().user(), link.client().device());
    }

    void received(Link link, Asked request) {
        if (request.method().equals("connect")) {
            connecting(link, request.fields());
        } else if (!ordinals.containsKey(link)) {
            waiting.computeIfAbsent(link, _ -> new ArrayList<>()).add(request);
        } else if (isNewest(link)) {
            act(link, request);
        }
    }

    private boolean isNewest(Link link) {
        Long own = ordinals.get(link);
        return own != null && own.equals(newest.get(device(link)));
    }

    /// From here on it may have taken over, and nobody is told if it ends before its `connect` is answered.
    private void connecting(Link link, Fields params) {
        lastConnecting.put(device(link), link);
        List<String> listed = listed(params);
        long now = clock.getAsLong();
        leases.forEach((place, lease) -> {
            if (place.device().equals(device(link)) && !listed.contains(place.session())) {
                lease.mustNot(now);
            }
        });
        listed.forEach(session -> lease(link, session).mayUntil = now + TTL);
    }

    private static List<String> listed(Fields params) {
        return params.object("resume").list("typing").stream()
                .map(context -> Fields.of(context).text("session"))
                .toList();
    }

    /// It has taken over: `connect` is answered.
    void connected(Link link, Asked request) {
        ordinals.put(link, ++ordinal);
        newest.put(device(link), ordinal);
        List<String> listed = listed(request.fields());
        long now = clock.getAsLong();
        leases.forEach((place, lease) -> {
            if (place.device().equals(device(link)) && !listed.contains(place.session())) {
                lease.end(now);
            }
        });
        listed.forEach(session -> resumed(link, lease(link, session), now));
        waiting.getOrDefault(link, List.of()).forEach(early -> act(link, early));
        waiting.remove(link);
    }

    private void resumed(Link link, Lease lease, long now) {
        lease.ordinal = ordinals.getOrDefault(link, 0L);
        lease.mayUntil = now + TTL;
        lease.lastStart = "";
        if (lease.mustUntil > now) {
            lease.mustUntil = now + TTL;
        }
    }

    private void act(Link link, Asked request) {
        long now = clock.getAsLong();
        switch (request.method()) {
            case "typing.start" -> started(link, request, now);
            case "typing.stop" -> lease(link, request.fields().text("session")).end(now);
            case "session.leave" ->
                lease(link, request.fields().text("session")).mustNot(now);
            case "session.patch" -> {
                if (request.fields().has("typing")) {
                    lease(link, request.fields().text("session")).mustNot(now);
                }
            }
            case "events.publish" -> {
                if (request.fields().has("typing")) {
                    lease(link, request.fields().object("typing").text("session"))
                            .end(now);
                }
            }
            default -> {}
        }
    }

    private void started(Link link, Asked request, long now) {
        Lease lease = lease(link, request.fields().text("session"));
        lease.ordinal = ordinals.getOrDefault(link, 0L);
        lease.mayUntil = now + TTL;
        lease.lastStart = request.id();
    }

    /// The server answered that the start counts.
    void accepted(Link link, Asked request) {
        String session = request.fields().text("session");
        Lease lease = lease(link, session);
        long now = clock.getAsLong();
        long changed = roleChanges.getOrDefault(List.of(session, link.client().user()), -UNSETTLED);
        boolean alone = isNewest(link) && link.equals(lastConnecting.get(device(link)));
        if (alone && lease.lastStart.equals(request.id()) && now - changed >= UNSETTLED) {
            lease.mustFrom = lease.mustUntil > now ? lease.mustFrom : now;
            lease.mustUntil = lease.mayUntil;
        }
    }

    void left(Link link, String session) {
        if (isNewest(link)) {
            lease(link, session).end(clock.getAsLong());
        }
    }

    void ended(Link link, boolean clean) {
        long own = ordinals.getOrDefault(link, 0L);
        long now = clock.getAsLong();
        leases.forEach((place, lease) -> {
            if (place.device().equals(device(link)) && lease.ordinal <= own) {
                if (clean) {
                    lease.end(now);
                } else {
                    lease.mayUntil = Math.min(lease.mayUntil, now + GRACE);
                    lease.mustUntil = Math.min(lease.mustUntil, now + GRACE);
                }
            }
        });
    }

    void roleChanged(String session, String user) {
        long now = clock.getAsLong();
        roleChanges.put(List.of(session, user), now);
        leases.forEach((place, lease) -> {
            if (place.session().equals(session) && place.device().user().equals(user)) {
                lease.mustNot(now);
            }
        });
    }

    /// The server is another one now, and knows nothing.
    void forget() {
        leases.clear();
    }

    private Lease lease(Link link, String session) {
        return leases.computeIfAbsent(new Place(session, device(link)), _ -> new Lease());
    }

    /// @param shown to somebody who is in the session
    void check(Link viewer, String session, Set<String> shown) {
        long now = clock.getAsLong();
        for (String user : shown) {
            boolean may = leases.entrySet().stream()
                    .anyMatch(entry -> isOf(entry.getKey(), session, user) && entry.getValue().mayUntil + slack >= now);
            Violation.unless(may, "%s: %s is still shown typing in %s", viewer, user, session);
        }
        leases.forEach((place, lease) -> {
            boolean must = lease.mustFrom + slack <= now && lease.mustUntil > now;
            Violation.unless(
                    !place.session().equals(session)
                            || !must
                            || shown.contains(place.device().user()),
                    "%s: %s types in %s, and is not shown",
                    viewer,
                    place.device(),
                    session);
        });
    }

    private static boolean isOf(Place place, String session, String user) {
        return place.session().equals(session) && place.device().user().equals(user);
    }
}
