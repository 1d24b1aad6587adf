package dev.parley.testkit.simulation;

import dev.parley.application.core.ParleySettings;
import dev.parley.application.events.EventLimits;
import dev.parley.domain.access.Role;
import dev.parley.domain.events.Retention;
import dev.parley.domain.sessions.RecentVersions;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.sessions.SnapshotPolicy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/// What one run is about: who takes part, what may go wrong, what is done, within which limits.
///
/// @param paceMillis between two things that a client does, at most
/// @param joinRole of every session's strangers
record Plan(
        int loops,
        int users,
        int devices,
        List<String> sessions,
        long millis,
        int paceMillis,
        Role joinRole,
        Set<Fault> faults,
        Set<Activity> activities,
        ParleySettings settings) {
    static final String STREAM = "feed";

    /// What may go wrong.
    enum Fault {
        CRASH,
        STOP,
        CUT,
        HALF_OPEN,
        SLOW_READER,
        DELAY,
        DISK,
        STALL,
        RESEND
    }

    /// What clients do.
    enum Activity {
        EDIT,
        TYPE,
        PUBLISH,
        FOLLOW,
        READ,
        GRANT,
        COME_AND_GO,
        REST
    }

    static Plan of(Dice dice) {
        return new Plan(
                dice.between(1, 3),
                dice.between(2, 3),
                dice.between(1, 2),
                IntStream.range(0, dice.between(1, 2))
                        .mapToObj(number -> "room-" + number)
                        .toList(),
                dice.between(15_000, 35_000),
                dice.between(500, 4_000),
                dice.chance(0.8) ? Role.EDITOR : Role.VIEWER,
                some(dice, EnumSet.allOf(Fault.class), 0.4),
                some(dice, EnumSet.allOf(Activity.class), 0.75),
                settings(dice));
    }

    private static <E extends Enum<E>> Set<E> some(Dice dice, EnumSet<E> all, double share) {
        EnumSet<E> chosen = EnumSet.copyOf(all);
        chosen.removeIf(_ -> !dice.chance(share));
        return chosen;
    }

    private static ParleySettings settings(Dice dice) {
        ParleySettings all = ParleySettings.DEFAULTS;
        return new ParleySettings(all.typing(), all.presence(), sessions(dice), events(dice), retention(dice));
    }

    private static SessionSettings sessions(Dice dice) {
        SessionSettings usual = SessionSettings.DEFAULT;
        int always = dice.between(2, 40);
        return new SessionSettings(
                Optional.empty(),
                usual.document(),
                new RecentVersions.Window(always, always + dice.below(40), millis(dice.between(0, 5_000))),
                new SnapshotPolicy.Limits(dice.between(3, 60), 64 * 1024, millis(1_000)),
                Duration.ofMillis(dice.between(1_000, 60_000)),
                dice.chance(0.2) ? 2 : usual.appendsInFlight(),
                usual.bytesInFlight(),
                usual.waiting(),
                usual.members(),
                usual.rebuilds(),
                Duration.ofMillis(200),
                dice.chance(0.2) ? 64 : usual.largeBytes());
    }

    private static EventLimits events(Dice dice) {
        EventLimits usual = EventLimits.DEFAULTS;
        return new EventLimits(
                usual.dataBytes(),
                usual.attributeCharacters(),
                dice.chance(0.2) ? 2 : usual.appendsInFlight(),
                usual.appendBytesInFlight(),
                usual.callsWaiting(),
                usual.callsPerConnection(),
                usual.subscriptionsPerConnection(),
                usual.streamsPerLane(),
                usual.historyPage(),
                usual.historyPageBytes(),
                usual.historyReads(),
                usual.lastEvents(),
                dice.between(1, 5),
                dice.chance(0.3) ? 256 : usual.replaySliceBytes(),
                dice.between(2, 30),
                usual.recentBytes(),
                2_000,
                2_000,
                dice.between(1_000, 60_000),
                usual.retryMillis());
    }

    private static Retention retention(Dice dice) {
        return dice.chance(0.25)
                ? new Retention(OptionalLong.empty(), OptionalLong.of(dice.between(3, 12)))
                : Retention.EVERYTHING;
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }
}
