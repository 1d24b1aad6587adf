package dev.parley.gateway;

import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.Rate;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Refuses calls that come too fast, before anything is read of them. The narrowest bucket is asked first, so that
/// whoever is over his own takes nothing from those he shares. Thread-safe; a connection's own bucket belongs to its
/// loop.
final class Pace {
    /// What gives something back, and what has a budget of its own and is dropped rather than refused.
    private static final Set<String> FREE =
            Set.of("session.leave", "events.unsubscribe", "typing.start", "typing.stop");

    private final RateLimits limits;
    private final Buckets<User> users;
    private final Buckets<TenantId> tenants;
    private final LongSupplier nanoTime;

    /// @param nanoTime never goes back: a bucket must not wait for an hour that was set back
    Pace(RateLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.users = new Buckets<>(limits.user());
        this.tenants = new Buckets<>(limits.tenant());
        this.nanoTime = nanoTime;
    }

    /// A new connection's bucket.
    Bucket bucket() {
        return new Bucket(limits.connection());
    }

    /// Takes a token for one call of `method`.
    ///
    /// @return why it may not run now; empty where it may
    Optional<Problem> refusal(Requester client, String method) {
        return FREE.contains(method) ? Optional.empty() : refusal(client);
    }

    private Optional<Problem> refusal(Requester client) {
        long now = nanoTime.getAsLong();
        Principal who = client.caller().principal();
        return ofConnection(client, now)
                .or(() -> problem("userCalls", limits.user(), users.take(User.of(who), now)))
                .or(() -> problem("tenantCalls", limits.tenant(), tenants.take(who.tenant(), now)));
    }

    private Optional<Problem> ofConnection(Requester client, long now) {
        return switch (client) {
            case Client connected ->
                problem(
                        "connectionCalls",
                        limits.connection(),
                        connected.bucket().take(now));
            case StatelessClient _ -> Optional.empty();
        };
    }

    private static Optional<Problem> problem(String limit, Rate rate, long waitNanos) {
        return waitNanos == 0
                ? Optional.empty()
                : Optional.of(Problem.busy(
                        limit,
                        millisUp(waitNanos),
                        "too many calls: at most " + rate.perSecond() + " a second, " + rate.burst() + " at once"));
    }

    private static long millisUp(long nanos) {
        long milli = TimeUnit.MILLISECONDS.toNanos(1);
        return (nanos + milli - 1) / milli;
    }

    private record User(TenantId tenant, UserId user) {
        static User of(Principal who) {
            return new User(who.tenant(), who.user());
        }
    }
}
