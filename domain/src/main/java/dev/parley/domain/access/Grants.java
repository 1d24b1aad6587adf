package dev.parley.domain.access;

import dev.parley.domain.events.Topic;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rights that came with a token. Absent means none.
public record Grants(List<ForSessions> sessions, List<ForTopics> topics) {
    /// At most `role` in every session whose id matches; `*` stands for any run of characters.
    public record ForSessions(String pattern, Role role) {
        boolean matches(SessionId session) {
            return Wildcard.matches(pattern, session.value());
        }
    }

    /// `actions` on every topic that the pattern matches.
    public record ForTopics(TopicPattern pattern, Set<TopicAction> actions) {
        public ForTopics {
            actions = Set.copyOf(actions);
        }
    }

    public static final Grants NONE = new Grants(List.of(), List.of());

    /// Everything: what `dev` hands out.
    public static final Grants ALL = new Grants(
            List.of(new ForSessions("*", Role.OWNER)),
            List.of(new ForTopics(TopicPattern.EVERYTHING, Set.of(TopicAction.values()))));

    public Grants {
        sessions = List.copyOf(sessions);
        topics = List.copyOf(topics);
    }

    /// The most that this token allows in a session; the most generous matching entry counts.
    public Optional<Role> ceiling(SessionId session) {
        return sessions.stream()
                .filter(entry -> entry.matches(session))
                .map(ForSessions::role)
                .min(Role::compareTo);
    }

    public boolean allows(TopicAction action, Topic topic) {
        return topics.stream()
                .anyMatch(entry ->
                        entry.actions().contains(action) && entry.pattern().matches(topic));
    }
}
