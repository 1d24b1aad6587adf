package dev.parley.application.events;

import dev.parley.application.delivery.AudienceKey;
import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.Subscriber;
import dev.parley.domain.access.TopicView;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.Lag;
import dev.parley.domain.events.StreamState;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.StreamKey;
import java.util.LinkedHashMap;
import java.util.Map;

/// One stream as its owner knows it: where it stands, its last events, and who hears it.
///
/// `head` is what has been *told*: it moves with [#tell], event by event, only over what is durable. The log
/// may be further on while an answer is on its way; whatever is read from it is cut at this head, so every
/// reader meets the audience at exactly one place and nobody hears of an event twice, or before it is safe.
@LaneConfined
final class LiveStream {
    private final StreamKey key;
    private final EventLane home;
    private final RecentEvents recent;
    private final Map<TopicView, StreamAudience> audiences = new LinkedHashMap<>();
    private final FallenBehind fallenBehind = new FallenBehind(this);
    private StreamState state = new StreamState(0, 1, 0);

    LiveStream(StreamKey key, EventLane home) {
        this.key = key;
        this.home = home;
        this.recent =
                new RecentEvents(home.limits().recentEvents(), home.limits().recentBytes());
    }

    StreamKey key() {
        return key;
    }

    EventLane home() {
        return home;
    }

    StreamState state() {
        return state;
    }

    RecentEvents recent() {
        return recent;
    }

    /// The next event, now durable.
    void tell(Event event) {
        state = state.grownTo(event.offset());
        recent.add(event);
        audiences.values().forEach(audience -> audience.offer(event));
    }

    /// Everything between the head and `to` was trimmed before it could be told.
    void tellGap(long to) {
        audiences.values().forEach(audience -> audience.tellGap(state.head() + 1, to));
        state = state.grownTo(to);
        recent.clear();
    }

    void tellPositions() {
        audiences.values().forEach(audience -> audience.tellPosition(state.head()));
    }

    void trimmed(long epoch, long earliest) {
        if (epoch == state.epoch()) {
            state = state.trimmedTo(earliest);
            recent.forgetBelow(state.earliest());
        }
    }

    /// The log is another one than before, or seen for the first time. A subscription's epoch holds until it
    /// ends, so whoever still listens must come again.
    void startAt(StreamState fresh) {
        state = fresh;
        recent.clear();
        audiences.values().forEach(LiveStream::endAll);
        audiences.clear();
    }

    private static void endAll(StreamAudience audience) {
        for (Member member : audience.members()) {
            audience.leave(member);
            member.who().end(Ending.INTERNAL);
        }
    }

    /// A new member, which has heard nothing yet.
    Member enter(Subscriber who, TopicView view, Lag lag) {
        return audiences.computeIfAbsent(view, this::open).enter(who, lag);
    }

    private StreamAudience open(TopicView view) {
        return new StreamAudience(
                SubscriptionName.of(home.number(), key, view),
                new AudienceKey.OfStream(key, view),
                home.ports().audiences(),
                fallenBehind);
    }

    void leave(Member member) {
        member.audience().leave(member);
        if (member.audience().isEmpty()) {
            audiences.remove(member.audience().view(), member.audience());
        }
    }
}
