package dev.parley.domain.sessions;

import dev.parley.domain.access.Role;
import dev.parley.domain.document.DocumentLimits;
import java.time.Duration;
import java.util.Optional;

/// Every limit of sessions, with its default.
///
/// @param joinRole of whoever joins a session that was created without saying; empty: nobody
/// @param window of versions that are kept as trees
/// @param snapshots when they are due
/// @param idle without members and calls, after which a session is put away
/// @param appendsInFlight per session
/// @param bytesInFlight of those appends
/// @param waiting calls per session while it is read from the store
/// @param members with a role of their own, per session
/// @param rebuilds of old bases per session at a time
/// @param retry after which a store that failed is asked again
/// @param largeBytes of a document, above which encoding it is not for the lane
public record SessionSettings(
        Optional<Role> joinRole,
        DocumentLimits document,
        RecentVersions.Window window,
        SnapshotPolicy.Limits snapshots,
        Duration idle,
        int appendsInFlight,
        long bytesInFlight,
        int waiting,
        int members,
        int rebuilds,
        Duration retry,
        int largeBytes) {
    public static final SessionSettings DEFAULT = new SessionSettings(
            Optional.empty(),
            DocumentLimits.DEFAULT,
            new RecentVersions.Window(256, 4_096, Duration.ofSeconds(60).toNanos()),
            new SnapshotPolicy.Limits(1_000, 64 * 1024, Duration.ofSeconds(10).toNanos()),
            Duration.ofSeconds(60),
            256,
            4 * 1024 * 1024,
            10_000,
            1_000,
            16,
            Duration.ofSeconds(1),
            64 * 1024);

    public SessionSettings withJoinRole(Role role) {
        return new SessionSettings(
                Optional.of(role),
                document,
                window,
                snapshots,
                idle,
                appendsInFlight,
                bytesInFlight,
                waiting,
                members,
                rebuilds,
                retry,
                largeBytes);
    }
}
