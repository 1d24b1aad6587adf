package dev.parley.application.events;

import dev.parley.application.delivery.Audience;
import dev.parley.application.delivery.AudienceKey;
import dev.parley.application.delivery.Audiences;
import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Subscriber;
import dev.parley.domain.access.TopicView;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.Lag;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.LaneConfined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All subscribers of a stream with the same view. They share a subscription name and so every byte.
@LaneConfined
final class StreamAudience {
    private final String name;
    private final TopicView view;
    private final FallenBehind fallenBehind;
    private final Audience level;
    private final Map<ConnectionId, Member> members = new LinkedHashMap<>();
    private int levelCount;
    private long lastTold;

    StreamAudience(String name, AudienceKey.OfStream key, Audiences audiences, FallenBehind fallenBehind) {
        this.name = name;
        this.view = key.view();
        this.fallenBehind = fallenBehind;
        this.level = audiences.open(key, this::lagging);
    }

    String name() {
        return name;
    }

    TopicView view() {
        return view;
    }

    Member enter(Subscriber who, Lag lag) {
        Member member = new Member(who, this, lag);
        members.put(who.id(), member);
        return member;
    }

    /// The member has everything up to `head`: from here on it hears what all hear.
    void join(Member member, long head) {
        if (isUnheard()) {
            lastTold = head;
        }
        levelCount++;
        member.becomesLevel(head);
        level.add(member.who());
    }

    void leave(Member member) {
        members.remove(member.who().id());
        if (member.isLevel()) {
            levelCount--;
            level.remove(member.who());
        }
        member.ends();
    }

    List<Member> members() {
        return List.copyOf(members.values());
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    void offer(Event event) {
        if (view.sees(event.content().topic())) {
            tell(event.offset(), new Notice.EventDelivered(name, event));
        }
    }

    void tellGap(long from, long to) {
        tell(to, new Notice.EventsGap(name, from, to));
    }

    /// Moves the members' cursors where only filtered events have passed.
    void tellPosition(long head) {
        if (head > lastTold) {
            tell(head, new Notice.EventsPosition(name, head));
        }
    }

    private void tell(long position, Notice notice) {
        lastTold = position;
        if (!isUnheard()) {
            level.tell(position, notice);
        }
    }

    private boolean isUnheard() {
        return levelCount == 0;
    }

    private void lagging(Subscriber who, long lastPosition) {
        Optional.ofNullable(members.get(who.id()))
                .filter(Member::isLevel)
                .ifPresent(member -> fallBehind(member, lastPosition));
    }

    private void fallBehind(Member member, long lastPosition) {
        levelCount--;
        member.fallsBehind();
        fallenBehind.fellBehind(member, Math.max(lastPosition, member.joinedAt()));
    }
}
