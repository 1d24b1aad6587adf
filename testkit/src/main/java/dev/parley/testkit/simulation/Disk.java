package dev.parley.testkit.simulation;

import dev.parley.application.core.Surroundings;
import dev.parley.domain.shared.StreamKey;
import dev.parley.testkit.Faults;
import dev.parley.testkit.FaultyStore;
import dev.parley.testkit.VirtualLane;
import dev.parley.testkit.VirtualTime;

/// The disk under the server: it groups writes, takes its time, fails now and then, and outlives the server.
final class Disk {
    private static final double FAULTY_CALLS = 0.04;
    private static final long MOST_ANSWER_NANOS = 300_000;

    private final Dice dice;
    private final VirtualLane lane;
    private final FaultyStore store;
    private final Ledger ledger;
    private boolean faulty;
    private boolean spinning;
    private boolean silent;
    private long lastAnswer;

    Disk(VirtualTime time, Dice dice, boolean faulty) {
        this.dice = dice;
        this.faulty = faulty;
        this.lane = time.lane("disk");
        this.store = new FaultyStore(this::strike, this::hand);
        this.ledger = new Ledger(store.syncedOperations(), store.syncedEvents());
    }

    Surroundings.Storage storage() {
        return new Surroundings.Storage(store.operations(), store.snapshots(), store.events());
    }

    Ledger ledger() {
        return ledger;
    }

    void heal() {
        faulty = false;
    }

    private Faults.Fault strike(Faults.Call call) {
        switch (call) {
            case APPEND_CHANGES, SAVE_SNAPSHOT, APPEND_EVENTS, TRIM -> spin();
            case LOAD, READ_CHANGES, OPEN, READ_EVENTS, SEEK_LAST -> {}
        }
        return faulty && dice.chance(FAULTY_CALLS) ? fault() : new Faults.Fault.None();
    }

    private Faults.Fault fault() {
        return switch (dice.below(3)) {
            case 0 -> new Faults.Fault.Busy(50);
            case 1 -> new Faults.Fault.Failed("the disk is full");
            default -> new Faults.Fault.Unknown(dice.chance(0.5));
        };
    }

    /// Answers keep the order in which they were given, and take a moment.
    private void hand(Runnable answer) {
        if (!silent) {
            lastAnswer = Math.max(lastAnswer, lane.nanoTime() + dice.nanosBetween(0, MOST_ANSWER_NANOS / 1e6));
            lane.after(lastAnswer - lane.nanoTime(), answer);
        }
    }

    private void spin() {
        if (!spinning) {
            spinning = true;
            boolean slow = faulty && dice.chance(0.03);
            lane.after(slow ? dice.nanosBetween(100, 1_500) : dice.nanosBetween(0.2, 15), this::sync);
        }
    }

    private void sync() {
        spinning = false;
        syncSome(dice.chance(0.7) ? store.unsynced() : dice.between(1, Math.max(1, store.unsynced())));
        if (store.unsynced() > 0) {
            spin();
        }
    }

    private void syncSome(int writes) {
        for (int i = 0; i < writes; i++) {
            store.sync(1);
            ledger.catchUp();
        }
    }

    /// The server dies: some of what waits may have reached the disk, but nobody hears of it.
    void crash() {
        stop(dice.below(store.unsynced() + 1));
    }

    /// The server ends in good order: everything is written.
    void flush() {
        stop(store.unsynced());
    }

    private void stop(int written) {
        silent = true;
        syncSome(written);
        store.crash();
        silent = false;
        lane.crash();
        spinning = false;
    }

    static StreamKey stream() {
        return new StreamKey(dev.parley.domain.shared.TenantId.DEFAULT, Plan.STREAM);
    }
}
