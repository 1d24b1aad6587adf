package dev.parley.application.presence;

import dev.parley.application.delivery.Audience;
import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Notice;
import dev.parley.application.lanes.Lane;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who is in one session, by user: told to all who are in it when a user comes and when his last device goes. Going on
/// purpose counts at once; a device that vanishes is waited for, and coming back meanwhile is told to nobody.
///
/// A room exists while somebody is in it; [Rooms] makes it and lets it go. Do not keep one over tasks.
@LaneConfined
public final class Room {
    private static final String LEFT = "left";
    private static final String LOST = "lost";

    private final SessionKey key;
    private final Audience audience;
    private final Lane lane;
    private final long graceNanos;
    private final Runnable whenEmpty;
    private final Map<ConnectionId, Caller.Connected> joined = new LinkedHashMap<>();
    private final Map<UserId, Presence> present = new LinkedHashMap<>();

    Room(SessionKey key, Audience audience, Lane lane, long graceNanos, Runnable whenEmpty) {
        this.key = key;
        this.audience = audience;
        this.lane = lane;
        this.graceNanos = graceNanos;
        this.whenEmpty = whenEmpty;
    }

    public SessionKey key() {
        return key;
    }

    /// Every joined connection, and nobody else.
    public Audience audience() {
        return audience;
    }

    public boolean isJoined(ConnectionId connection) {
        return joined.containsKey(connection);
    }

    /// In the order of their coming.
    public List<UserId> presentUsers() {
        return List.copyOf(present.keySet());
    }

    /// The connections of a user that are joined.
    List<Caller.Connected> connectionsOf(UserId user) {
        return joined.values().stream()
                .filter(who -> who.principal().user().equals(user))
                .toList();
    }

    void enter(Caller.Connected who) {
        if (joined.putIfAbsent(who.subscriber().id(), who) != null) {
            return;
        }
        UserId user = who.principal().user();
        if (!present.containsKey(user)) {
            audience.tell(0, new Notice.PresenceChanged(key.session(), List.of(user), List.of()));
        }
        present.computeIfAbsent(user, _ -> new Presence())
                .entered(who.subscriber().id(), who.principal().device());
        audience.add(who.subscriber());
    }

    /// No longer told anything; still present until [#leave] or [#lose].
    void mute(Caller.Connected who) {
        joined.remove(who.subscriber().id());
        audience.remove(who.subscriber());
    }

    void leave(Caller.Connected who) {
        mute(who);
        UserId user = who.principal().user();
        of(user).left(who.subscriber().id());
        settle(user, LEFT);
    }

    void lose(Caller.Connected who) {
        mute(who);
        UserId user = who.principal().user();
        DeviceId device = who.principal().device();
        Presence presence = of(user);
        presence.left(who.subscriber().id());
        if (!presence.has(device)) {
            presence.graceStarted(device, lane.after(graceNanos, () -> {
                presence.graceEnded(device);
                settle(user, LOST);
            }));
        }
    }

    /// Nothing is waited for where somebody is sent away.
    void forgetGraces(UserId user) {
        if (present.containsKey(user)) {
            of(user).allGracesEnded();
            settle(user, LEFT);
        }
    }

    private Presence of(UserId user) {
        Presence presence = present.get(user);
        if (presence == null) {
            throw new IllegalStateException("joined, but not present: " + user);
        }
        return presence;
    }

    private void settle(UserId user, String reason) {
        if (!of(user).isOver()) {
            return;
        }
        present.remove(user);
        audience.tell(0, new Notice.PresenceChanged(key.session(), List.of(), List.of(new Notice.Gone(user, reason))));
        if (present.isEmpty()) {
            whenEmpty.run();
        }
    }

    Caller.Connected joinedAs(ConnectionId connection) {
        Caller.Connected who = joined.get(connection);
        if (who == null) {
            throw new IllegalStateException("not joined: " + connection);
        }
        return who;
    }
}
