package dev.parley.domain.typing;

import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Everybody's typing in one lane's sessions: the rules that turn frames, connections and time into what viewers see.
///
/// What a device says is ordered by its stamps alone and held by leases, so frames may come late, twice or in any
/// order, and connections may end after their successors began. `now` is the lane's monotonic clock, never less than
/// the time before. The owner calls [#tick] when [#nextDue] has come.
@LaneConfined
public final class TypingBoard {
    private final TypingTimers timers;
    private final Devices devices;
    private final TypingContexts contexts;
    private final Announcer announcer;
    private final DeadlineRing<TypingContext> ring;

    public TypingBoard(TypingTimers timers, Viewers viewers) {
        this.timers = timers;
        this.devices = new Devices(timers);
        this.contexts = new TypingContexts(timers);
        this.announcer = new Announcer(contexts, viewers);
        this.ring = new DeadlineRing<>(timers.sweepNanos());
    }

    /// Somebody types, or still does.
    public Verdict start(Device device, Stamp stamp, ContextKey where, TypingKind kind, boolean authorised, long now) {
        if (isStale(device, stamp, where)) {
            return Verdict.STALE;
        }
        DeviceEpochs epochs = devices.of(device, now);
        if (!epochs.mayStart(stamp.epoch(), now)) {
            return Verdict.RATE_LIMITED;
        }
        TypingContext context = contexts.of(where);
        context.accept(epochs, stamp, now);
        if (!authorised) {
            changed(context, context.leases().remove(device.client()), now);
            return Verdict.UNAUTHORISED;
        }
        if (context.leases().refresh(device.client(), stamp, kind, now + timers.ttlNanos())) {
            changed(context, true, now);
        }
        return Verdict.ACCEPTED;
    }

    /// The device types here no longer.
    public Verdict stop(Device device, Stamp stamp, ContextKey where, long now) {
        if (isStale(device, stamp, where)) {
            return Verdict.STALE;
        }
        TypingContext context = contexts.of(where);
        context.accept(devices.of(device, now), stamp, now);
        changed(context, context.leases().remove(device.client()), now);
        return Verdict.ACCEPTED;
    }

    /// What the device typed here is on its way: as [#stop], but viewers hear it before any window ends.
    public Verdict message(Device device, Stamp stamp, ContextKey where, long now) {
        if (isStale(device, stamp, where)) {
            return Verdict.STALE;
        }
        TypingContext context = contexts.of(where);
        context.accept(devices.of(device, now), stamp, now);
        changedForAll(context, context.leases().remove(device.client()), now);
        return Verdict.ACCEPTED;
    }

    /// Whether a frame comes from a connection that is over, or is not the device's newest in its context.
    public boolean isStale(Device device, Stamp stamp, ContextKey where) {
        return isOver(device, stamp.epoch())
                || contexts.find(where)
                        .filter(context -> !context.isNews(device.client(), stamp))
                        .isPresent();
    }

    /// Whether the connection named this context when it opened, and has not left it since.
    public boolean isListed(Device device, long epoch, ContextKey where) {
        return contexts.find(where)
                .flatMap(context -> context.track(device.client()))
                .filter(track -> track.isListed(epoch))
                .isPresent();
    }

    /// A connection began; the device's older ones no longer count.
    public void open(Device device, long epoch, long now) {
        if (!isOver(device, epoch)) {
            devices.of(device, now).open(epoch, now);
        }
    }

    /// The device's own truth after it came back: it types in these contexts and in no others.
    public void resume(Device device, long epoch, List<Claim> claims, long now) {
        if (isOver(device, epoch)) {
            return;
        }
        open(device, epoch, now);
        claims.forEach(claim -> resume(device, epoch, claim, now));
        for (TypingContext context : devices.of(device, now).contexts()) {
            changed(context, context.leases().removeOlderThan(epoch, device.client()), now);
        }
    }

    private void resume(Device device, long epoch, Claim claim, long now) {
        TypingContext context = contexts.of(claim.where());
        if (context.track(device.client())
                .filter(track -> track.hasHeard(epoch))
                .isPresent()) {
            return;
        }
        Stamp stamp = Stamp.opening(epoch);
        Track track = context.accept(devices.of(device, now), stamp, now);
        if (claim.authorised()) {
            track.listed(epoch);
            long deadline = now + timers.ttlNanos();
            changed(context, context.leases().refresh(device.client(), stamp, claim.kind(), deadline), now);
        } else {
            changed(context, context.leases().remove(device.client()), now);
        }
    }

    /// A connection ended; leases of newer ones are none of its business.
    ///
    /// @param clean the client meant to go, so that no grace is due
    public void close(Device device, long epoch, boolean clean, long now) {
        DeviceEpochs epochs = devices.of(device, now);
        epochs.close(epoch, now);
        devices.checkLater(device, now);
        for (TypingContext context : epochs.contexts()) {
            if (clean) {
                changed(context, context.leases().removeOlderThan(epoch + 1, device.client()), now);
            } else {
                context.leases().endBy(now + timers.graceNanos(), epoch, device.client());
                changed(context, false, now);
            }
        }
    }

    /// The device left the session: as [#stop] in all of its contexts.
    public void leave(Device device, long epoch, SessionKey session, long now) {
        if (isOver(device, epoch)) {
            return;
        }
        for (TypingContext context : contexts.of(session)) {
            context.track(device.client()).ifPresent(Track::unlisted);
            changed(context, context.leases().remove(device.client()), now);
        }
    }

    /// The user may no longer type in the session: all his leases end at once, and viewers hear it at once.
    public void revoke(UserId user, SessionKey session, long now) {
        for (TypingContext context : contexts.of(session)) {
            changedForAll(context, context.leases().remove(user), now);
        }
    }

    /// Ends what is overdue, says what was held back, repeats what is still true, forgets what is long gone.
    public void tick(long now) {
        ring.due(now).forEach(context -> sweep(context, now));
        announcer.windowsEnded(now).forEach(context -> changed(context, true, now));
        devices.forget(now);
    }

    private void sweep(TypingContext context, long now) {
        if (context.leases().expire(now)) {
            announcer.changed(context, now);
        }
        announcer.repeat(context, now);
        context.forget(now, timers.forgetNanos());
        if (context.isForgettable()) {
            contexts.remove(context.key());
        } else {
            watch(context, now);
        }
    }

    /// When [#tick] is to be called next; empty while nothing is due by itself.
    public OptionalLong nextDue() {
        long next = Math.min(
                ring.nextDue().orElse(Long.MAX_VALUE),
                Math.min(
                        announcer.nextDue().orElse(Long.MAX_VALUE),
                        devices.nextDue().orElse(Long.MAX_VALUE)));
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /// What a late joiner is told: the frame that was sent last in every context where somebody types.
    ///
    /// @param alone nobody else looks, so that what is true now may be told instead
    public List<TypingFrame> lastFrames(SessionKey session, boolean alone, long now) {
        List<TypingContext> here = contexts.of(session);
        if (alone) {
            here.forEach(context -> changedForAll(context, true, now));
        }
        return here.stream()
                .map(TypingContext::telling)
                .filter(telling -> !telling.saysNobody())
                .map(Telling::last)
                .toList();
    }

    /// Nothing is remembered of anybody.
    public boolean isEmpty() {
        return contexts.isEmpty() && devices.isEmpty();
    }

    private boolean isOver(Device device, long epoch) {
        Optional<DeviceEpochs> known = devices.find(device);
        return known.isPresent() ? known.get().isOver(epoch) : epoch <= 0;
    }

    private void changed(TypingContext context, boolean visibly, long now) {
        if (visibly) {
            announcer.changed(context, now);
        }
        watch(context, now);
    }

    private void changedForAll(TypingContext context, boolean visibly, long now) {
        if (visibly) {
            announcer.changedForAll(context, now);
        }
        watch(context, now);
    }

    private void watch(TypingContext context, long now) {
        long due = context.nextDue(timers.forgetNanos());
        if (due != Long.MAX_VALUE) {
            ring.put(context, due, now);
        }
    }
}
