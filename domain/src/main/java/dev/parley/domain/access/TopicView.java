package dev.parley.domain.access;

import dev.parley.domain.events.Topic;
import dev.parley.domain.events.TopicPattern;
import java.util.Comparator;
import java.util.List;

/// What a reader gets of a stream: the topics that he asked for, as far as his token allows them. Readers
/// with equal views can be told the same bytes, so the form is canonical: only grants that bear on the
/// pattern, none that another one covers, sorted; and one that covers the whole pattern stands as the pattern
/// itself.
///
/// @param allowed what the token allows of it; empty for nothing at all
public record TopicView(TopicPattern pattern, List<TopicPattern> allowed) {
    public TopicView {
        allowed = List.copyOf(allowed);
    }

    /// The view of `pattern` under the rights in a token.
    public static TopicView of(Grants grants, TopicAction action, TopicPattern pattern) {
        List<TopicPattern> granted = grants.topics().stream()
                .filter(entry -> entry.actions().contains(action))
                .map(Grants.ForTopics::pattern)
                .filter(pattern::overlaps)
                .distinct()
                .sorted(Comparator.comparing(TopicPattern::text))
                .toList();
        if (granted.stream().anyMatch(grant -> grant.covers(pattern))) {
            return new TopicView(pattern, List.of(pattern));
        }
        return new TopicView(pattern, widest(granted));
    }

    private static List<TopicPattern> widest(List<TopicPattern> granted) {
        return granted.stream()
                .filter(grant -> granted.stream().noneMatch(other -> !other.equals(grant) && other.covers(grant)))
                .toList();
    }

    /// Whether no topic at all can be seen.
    public boolean isBlind() {
        return allowed.isEmpty();
    }

    public boolean sees(Topic topic) {
        return pattern.matches(topic) && (isUnrestricted() || allows(topic));
    }

    private boolean isUnrestricted() {
        return allowed.size() == 1 && allowed.getFirst().equals(pattern);
    }

    private boolean allows(Topic topic) {
        for (TopicPattern grant : allowed) {
            if (grant.matches(topic)) {
                return true;
            }
        }
        return false;
    }
}
