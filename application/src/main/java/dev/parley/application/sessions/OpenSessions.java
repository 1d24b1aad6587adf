package dev.parley.application.sessions;

import dev.parley.application.lanes.Lane;
import dev.parley.application.sessions.SessionSlot.Phase;
import dev.parley.application.sessions.SessionSlot.Use;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.SessionKey;

/// Gives use cases the sessions they need: from memory, or read from the store, once for all who wait.
@LaneConfined
final class OpenSessions {
    private final Lane lane;
    private final SessionSlots slots;
    private final Loading loading;
    private final Recovering recovering;
    private final Unloading unloading;
    private final SessionSettings settings;

    OpenSessions(
            Lane lane,
            SessionSlots slots,
            Loading loading,
            Recovering recovering,
            Unloading unloading,
            SessionSettings settings) {
        this.lane = lane;
        this.slots = slots;
        this.loading = loading;
        this.recovering = recovering;
        this.unloading = unloading;
        this.settings = settings;
    }

    /// Runs at once where the session is open, else when it is. Refused with `NOT_FOUND` where there is none.
    void use(SessionKey key, Use use) {
        SessionSlot slot = slots.find(key).orElseGet(() -> load(key));
        switch (slot.phase()) {
            case Phase.Open(LiveSession live) -> {
                live.used(lane.nanoTime());
                use.run(live);
            }
            case Phase.Opening(), Phase.Recovering _ -> park(slot, use);
            case Phase.Stale(LiveSession live) -> {
                park(slot, use);
                recovering.start(slot, live);
            }
        }
    }

    private void park(SessionSlot slot, Use use) {
        if (slot.waiting() >= settings.waiting()) {
            use.refuse(Trouble.tooMany("sessionCalls", "calls waiting"));
        } else {
            slot.park(use);
        }
    }

    private SessionSlot load(SessionKey key) {
        SessionSlot slot = slots.open(key);
        load(slot);
        return slot;
    }

    /// For a slot that is opening.
    void load(SessionSlot slot) {
        loading.load(slot.key(), result -> {
            switch (result) {
                case Loading.Result.Ready(LiveSession live) -> opened(slot, live);
                case Loading.Result.Absent() -> {
                    slots.remove(slot);
                    slot.refuseAll(Trouble.unknown(slot.key().session()));
                }
                case Loading.Result.Failed _ -> {
                    slots.remove(slot);
                    slot.refuseAll(Trouble.store());
                }
            }
        });
    }

    void opened(SessionSlot slot, LiveSession live) {
        live.used(lane.nanoTime());
        slot.opened(live);
        unloading.watch(slot);
    }

    boolean isKnown(SessionKey key) {
        return slots.find(key).isPresent();
    }

    /// A slot for a session that is being created; calls for it wait.
    SessionSlot creating(SessionKey key) {
        return slots.open(key);
    }

    /// It was not created here: whoever waits for it meets what the store has.
    void notCreated(SessionSlot slot) {
        if (slot.waiting() > 0) {
            load(slot);
        } else {
            slots.remove(slot);
        }
    }
}
