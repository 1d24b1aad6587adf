package dev.parley.application.events;

import dev.parley.domain.access.TopicView;
import dev.parley.domain.shared.LaneConfined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One connection in one stream: the order of its calls, and its subscriptions.
@LaneConfined
final class Guest {
    private final Turns turns = new Turns();
    private final Map<TopicView, Member> members = new LinkedHashMap<>();
    /// How many subscribes of a name are on their way.
    private final Map<String, Integer> asked = new LinkedHashMap<>();
    private boolean ended;

    Turns turns() {
        return turns;
    }

    /// A subscribe for this name is on its way; an unsubscribe may follow before it is answered.
    void asks(String subscription) {
        asked.merge(subscription, 1, Integer::sum);
    }

    /// One of them has been answered.
    void asksNoMore(String subscription) {
        asked.computeIfPresent(subscription, (_, count) -> count == 1 ? null : count - 1);
    }

    /// Whether an unsubscribe for this name belongs here.
    boolean knows(String subscription) {
        return asked.containsKey(subscription) || find(subscription).isPresent();
    }

    boolean has(TopicView view) {
        return members.containsKey(view);
    }

    void enter(Member member) {
        members.put(member.audience().view(), member);
    }

    /// Takes out the subscription of this name, where there is one.
    Optional<Member> leave(String subscription) {
        Optional<Member> member = find(subscription);
        member.ifPresent(each -> members.remove(each.audience().view()));
        return member;
    }

    private Optional<Member> find(String subscription) {
        return members.values().stream()
                .filter(each -> each.audience().name().equals(subscription))
                .findFirst();
    }

    /// The connection is gone. Calls that still wait for their turn find nothing any more.
    ///
    /// @return its subscriptions, for the last time
    List<Member> ends() {
        ended = true;
        List<Member> last = List.copyOf(members.values());
        members.clear();
        return last;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isIdle() {
        return members.isEmpty() && turns.isIdle();
    }
}
