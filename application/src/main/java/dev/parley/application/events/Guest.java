package dev.parley.application.events;

import dev.parley.domain.access.TopicView;
import dev.parley.domain.shared.LaneConfined;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One connection in one stream: the order of its calls, and its subscriptions.
@LaneConfined
final class Guest {
    private final Turns turns = new Turns();
    private final Map<TopicView, Member> members = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private boolean ended;

    Turns turns() {
        return turns;
    }

    /// A subscribe for this name is on its way; an unsubscribe may follow before it is answered.
    void asks(String subscription) {
        asked.add(subscription);
    }

    /// Whether an unsubscribe for this name belongs here.
    boolean knows(String subscription) {
        return asked.contains(subscription);
    }

    /// A subscribe came to nothing.
    void asksNoMore(TopicView view, String subscription) {
        if (!members.containsKey(view)) {
            asked.remove(subscription);
        }
    }

    boolean has(TopicView view) {
        return members.containsKey(view);
    }

    void enter(Member member) {
        members.put(member.audience().view(), member);
    }

    /// Takes out the subscription of this name, where there is one.
    Optional<Member> leave(String subscription) {
        Optional<Member> member = members.values().stream()
                .filter(each -> each.audience().name().equals(subscription))
                .findFirst();
        member.ifPresent(each -> members.remove(each.audience().view()));
        asked.remove(subscription);
        return member;
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
