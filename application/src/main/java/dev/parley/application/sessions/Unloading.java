package dev.parley.application.sessions;

import dev.parley.application.lanes.Lane;
import dev.parley.application.rooms.RoomFeature;
import dev.parley.application.rooms.Rooms;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.SessionKey;

/// Puts a session away when nobody has been in it or asked for it for a while, with a snapshot if it has changed.
@LaneConfined
final class Unloading implements RoomFeature {
    private final Lane lane;
    private final SessionSlots slots;
    private final Rooms rooms;
    private final Snapshotting snapshotting;
    private final SessionSettings settings;

    Unloading(Lane lane, SessionSlots slots, Rooms rooms, Snapshotting snapshotting, SessionSettings settings) {
        this.lane = lane;
        this.slots = slots;
        this.rooms = rooms;
        this.snapshotting = snapshotting;
        this.settings = settings;
    }

    /// The last one has gone.
    @Override
    public void closed(SessionKey session) {
        slots.find(session).ifPresent(slot -> {
            slot.live().ifPresent(live -> live.used(lane.nanoTime()));
            watch(slot);
        });
    }

    /// Looks at it when it may have been idle for long enough.
    void watch(SessionSlot slot) {
        slot.live().filter(LiveSession::startWatching).ifPresent(live -> arm(slot, live));
    }

    private void arm(SessionSlot slot, LiveSession live) {
        long left = settings.idle().toNanos() - (lane.nanoTime() - live.lastUsedNanos());
        lane.after(left > 0 ? left : settings.retry().toNanos(), () -> look(slot, live));
    }

    private void look(SessionSlot slot, LiveSession live) {
        if (!slots.holds(slot) || rooms.find(slot.key()).isPresent()) {
            live.stopWatching();
        } else if (!isIdle(slot, live)) {
            arm(slot, live);
        } else if (live.snapshots().isDueAtUnload()) {
            snapshotting.save(live, () -> saved(slot, live));
        } else {
            slots.remove(slot);
        }
    }

    private void saved(SessionSlot slot, LiveSession live) {
        if (rooms.find(slot.key()).isEmpty() && isIdle(slot, live)) {
            slots.remove(slot);
        } else {
            look(slot, live);
        }
    }

    private boolean isIdle(SessionSlot slot, LiveSession live) {
        return slot.isOpen()
                && live.isQuiet()
                && lane.nanoTime() - live.lastUsedNanos() >= settings.idle().toNanos();
    }
}
