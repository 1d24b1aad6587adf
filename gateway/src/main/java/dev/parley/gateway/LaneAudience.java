package dev.parley.gateway;

import dev.parley.application.delivery.Audience;
import dev.parley.application.delivery.Lagging;
import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Subscriber;
import dev.parley.application.lanes.Lane;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An audience, as its owner's lane sees it: who is in it, and how many of them on each loop. Confined to that lane;
/// each [LoopMembers] belongs to its loop.
final class LaneAudience implements Audience {
    private final Lane home;
    private final Map<Loop, LoopDesk> desks;
    private final Lagging lagging;
    private final DeliveryTimes times;
    /// Each membership has a number of its own, so that a late report of an earlier one is not taken for the present.
    private final Map<Mailbox, Long> members = new HashMap<>();
    private final Map<Loop, PerLoop> loops = new LinkedHashMap<>();
    private long memberships;

    LaneAudience(Lane home, Map<Loop, LoopDesk> desks, Lagging lagging, DeliveryTimes times) {
        this.home = home;
        this.desks = desks;
        this.lagging = lagging;
        this.times = times;
    }

    @Override
    public void add(Subscriber who) {
        Mailbox mailbox = (Mailbox) who;
        if (!members.containsKey(mailbox)) {
            long membership = ++memberships;
            members.put(mailbox, membership);
            PerLoop there = loops.computeIfAbsent(mailbox.loop(), loop -> new PerLoop(loop, openMembers(loop)));
            there.count++;
            there.loop.execute(() -> there.members.add(mailbox, membership));
        }
    }

    @Override
    public void remove(Subscriber who) {
        Mailbox mailbox = (Mailbox) who;
        if (forget(mailbox)) {
            PerLoop there = there(mailbox);
            there.loop.execute(() -> there.members.remove(mailbox));
        }
    }

    @Override
    public void tell(long position, Notice notice) {
        tell(position, notice, null);
    }

    @Override
    public void tellExcept(Subscriber author, long position, Notice notice) {
        tell(position, notice, members.containsKey((Mailbox) author) ? (Mailbox) author : null);
    }

    @Override
    public int size() {
        return members.size();
    }

    private void tell(long position, Notice notice, @Nullable Mailbox author) {
        if (members.size() == (author == null ? 0 : 1)) {
            return;
        }
        Encoded message = Encoded.of(notice);
        Optional<Timing> timing = Timing.of(notice, this::busyLoops, times);
        for (PerLoop there : loops.values()) {
            if (there.count > 0) {
                @Nullable Outbox except = author != null && author.loop().equals(there.loop) ? author.outbox() : null;
                there.loop.execute(() -> there.members.tell(position, message, except, timing));
            }
        }
    }

    private int busyLoops() {
        return (int) loops.values().stream().filter(there -> there.count > 0).count();
    }

    private boolean forget(Mailbox mailbox) {
        if (members.remove(mailbox) == null) {
            return false;
        }
        there(mailbox).count--;
        return true;
    }

    private PerLoop there(Mailbox mailbox) {
        PerLoop there = loops.get(mailbox.loop());
        if (there == null) {
            throw new IllegalStateException("no members on the loop of " + mailbox.id());
        }
        return there;
    }

    private LoopMembers openMembers(Loop loop) {
        LoopDesk desk = desks.get(loop);
        if (desk == null) {
            throw new IllegalArgumentException("not a loop of this fan-out");
        }
        return new LoopMembers(desk, !lagging.equals(Lagging.NEVER), this::lagged);
    }

    /// From a member's loop.
    private void lagged(Mailbox mailbox, long membership, long lastPosition) {
        home.execute(() -> {
            if (members.getOrDefault(mailbox, 0L) == membership && forget(mailbox)) {
                lagging.lagging(mailbox, lastPosition);
            }
        });
    }

    private static final class PerLoop {
        private final Loop loop;
        private final LoopMembers members;
        private int count;

        PerLoop(Loop loop, LoopMembers members) {
            this.loop = loop;
            this.members = members;
        }
    }
}
