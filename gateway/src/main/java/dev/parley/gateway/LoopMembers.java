package dev.parley.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The members of one audience on one loop. One thread: the loop.
final class LoopMembers {
    private final LoopDesk desk;
    private final LaggingHome laggingHome;
    private final boolean leavesWhenSlow;
    private final Map<Mailbox, Long> members = new LinkedHashMap<>();
    private @Nullable Run run;
    private boolean closePlanned;
    private long lastPosition;

    LoopMembers(LoopDesk desk, boolean leavesWhenSlow, LaggingHome laggingHome) {
        this.desk = desk;
        this.leavesWhenSlow = leavesWhenSlow;
        this.laggingHome = laggingHome;
    }

    void add(Mailbox who, long membership) {
        closeRun();
        members.put(who, membership);
    }

    void remove(Mailbox who) {
        closeRun();
        members.remove(who);
    }

    void tell(long position, Encoded message, @Nullable Outbox except, Optional<Timing> timing) {
        if (members.isEmpty()) {
            timing.ifPresent(Timing::written);
            return;
        }
        if (run == null || !run.fits(except, message)) {
            closeRun();
            run = new Run(desk, this, except);
            planClose();
        }
        run.add(message, timing);
        lastPosition = position;
    }

    Set<Mailbox> all() {
        return members.keySet();
    }

    int size() {
        return members.size();
    }

    void lagging(Mailbox member) {
        Long membership = leavesWhenSlow ? members.remove(member) : null;
        if (membership != null) {
            desk.limitHit("lagQueuedBytes");
            laggingHome.lagged(member, membership, lastPosition);
        }
    }

    /// Takes a slow member and the last position it was given to the owner's lane.
    interface LaggingHome {
        void lagged(Mailbox who, long membership, long lastPosition);
    }

    void runClosed() {
        run = null;
    }

    private void planClose() {
        if (!closePlanned) {
            closePlanned = true;
            desk.loop().atTurnEnd(() -> {
                closePlanned = false;
                closeRun();
            });
        }
    }

    private void closeRun() {
        if (run != null) {
            run.close();
        }
    }
}
