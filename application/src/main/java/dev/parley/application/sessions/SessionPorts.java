package dev.parley.application.sessions;

import dev.parley.application.Signals;
import dev.parley.application.lanes.Ids;
import dev.parley.application.lanes.WallClock;
import dev.parley.application.lanes.Work;

/// What sessions need of the world.
///
/// @param fence of this server as the owner of its sessions
public record SessionPorts(
        OperationLog log, SnapshotStore snapshots, long fence, Work work, WallClock clock, Ids ids, Signals signals) {}
