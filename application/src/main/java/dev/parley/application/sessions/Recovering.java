package dev.parley.application.sessions;

import dev.parley.application.lanes.Lane;
import dev.parley.application.rooms.Rooms;
import dev.parley.application.sessions.OperationLog.Changes;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.shared.Problem;
import java.util.List;

/// Finds out what the log holds after an append failed or its fate is unknown. Whatever turns out to be stored is
/// told in version order, once, as if its append had just been answered; whatever is not, its author may send again.
final class Recovering {
    private static final int PAGE = 256;

    private final Lane lane;
    private final SessionSlots slots;
    private final Rooms rooms;
    private final OperationLog log;
    private final Publishing publishing;
    private final SessionSettings settings;

    Recovering(
            Lane lane,
            SessionSlots slots,
            Rooms rooms,
            OperationLog log,
            Publishing publishing,
            SessionSettings settings) {
        this.lane = lane;
        this.slots = slots;
        this.rooms = rooms;
        this.log = log;
        this.publishing = publishing;
        this.settings = settings;
    }

    /// When no append of the session is unanswered any more.
    void start(SessionSlot slot, LiveSession live) {
        slot.recovering(live);
        read(slot, live);
    }

    private void read(SessionSlot slot, LiveSession live) {
        log.read(live.key(), live.durable().version(), PAGE, lane.here((Changes changes) -> {
            switch (changes) {
                case Changes.Read(List<Committed> page) when page.isEmpty() -> recovered(slot, live);
                case Changes.Read(List<Committed> page) -> found(slot, live, page);
                case Changes.Failed _ -> unreadable(slot, live);
            }
        }));
    }

    private void found(SessionSlot slot, LiveSession live, List<Committed> page) {
        try {
            page.forEach(change -> found(live, change));
        } catch (IllegalStateException _) {
            // A damaged log: as good as one that cannot be read.
            unreadable(slot, live);
            return;
        }
        read(slot, live);
    }

    private void found(LiveSession live, Committed change) {
        live.stored(live.durable().after(change), change, ChangeSize.of(change.change()), lane.nanoTime());
        publishing.published(live, change);
        live.queue().first().filter(write -> write.what().equals(change)).ifPresent(write -> {
            write.stored().run();
            live.queue().firstIsDone();
        });
    }

    private void recovered(SessionSlot slot, LiveSession live) {
        giveUp(live);
        slot.opened(live);
    }

    private void unreadable(SessionSlot slot, LiveSession live) {
        giveUp(live);
        slot.stale(live);
        slot.refuseAll(Trouble.store());
        lane.after(settings.retry().toNanos(), () -> retry(slot, live));
    }

    private void retry(SessionSlot slot, LiveSession live) {
        if (!(slot.phase() instanceof SessionSlot.Phase.Stale)) {
            return;
        }
        if (rooms.find(live.key()).isPresent() || !live.isQuiet()) {
            start(slot, live);
        } else {
            slots.remove(slot);
        }
    }

    private static void giveUp(LiveSession live) {
        Problem why = live.trouble();
        List<Queued> dropped = live.queue().drop();
        live.despair();
        dropped.forEach(queued -> queued.refuse().accept(why));
    }
}
