package dev.parley.adapters.identity;

import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Role;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.Grammar;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `sub` and the claim `parley` say:
/// `{tenant?, sessions?: {"doc-*": "editor"}, topics?: {"orders.**": ["subscribe", "publish", "history"]}}`.
/// Absent means none. Members that this release does not know are ignored; a known one in the wrong form spoils
/// the token, since half of somebody's rights is a guess.
record TokenClaims(TenantId tenant, UserId user, Grants grants) {
    private static final Pattern SESSIONS = Pattern.compile("[A-Za-z0-9._:*-]{1,128}");
    private static final int MAX_ENTRIES = 256;

    static Optional<TokenClaims> read(@Nullable String subject, @Nullable Object parley) {
        try {
            Map<?, ?> claim = object(parley);
            return Optional.of(new TokenClaims(
                    tenant(claim.get("tenant")),
                    user(subject),
                    new Grants(sessions(object(claim.get("sessions"))), topics(object(claim.get("topics"))))));
        } catch (Malformed wrong) {
            return Optional.empty();
        }
    }

    private static UserId user(@Nullable String subject) {
        String name = text(subject);
        Malformed.unless(Grammar.USER.accepts(name));
        return new UserId(name);
    }

    private static TenantId tenant(@Nullable Object name) {
        if (name == null) {
            return TenantId.DEFAULT;
        }
        String text = text(name);
        Malformed.unless(Grammar.ID.accepts(text));
        return new TenantId(text);
    }

    private static List<Grants.ForSessions> sessions(Map<?, ?> entries) {
        List<Grants.ForSessions> read = new ArrayList<>();
        entries.forEach((pattern, role) -> {
            Malformed.unless(SESSIONS.matcher(text(pattern)).matches());
            read.add(
                    new Grants.ForSessions(text(pattern), Role.named(text(role)).orElseThrow(Malformed::new)));
        });
        return read;
    }

    private static List<Grants.ForTopics> topics(Map<?, ?> entries) {
        List<Grants.ForTopics> read = new ArrayList<>();
        entries.forEach((pattern, actions) -> read.add(
                new Grants.ForTopics(TopicPattern.parse(text(pattern)).orElseThrow(Malformed::new), actions(actions))));
        return read;
    }

    private static Set<TopicAction> actions(@Nullable Object names) {
        if (!(names instanceof List<?> list)) {
            throw new Malformed();
        }
        Set<TopicAction> actions = EnumSet.noneOf(TopicAction.class);
        list.forEach(name -> actions.add(action(text(name))));
        return actions;
    }

    private static TopicAction action(String name) {
        return Arrays.stream(TopicAction.values())
                .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(Malformed::new);
    }

    /// Absent counts as empty.
    private static Map<?, ?> object(@Nullable Object value) {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map && map.size() <= MAX_ENTRIES) {
            return map;
        }
        throw new Malformed();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new Malformed();
    }

    /// The token says something in a form that it does not have. Carries nothing: nobody is told what it was.
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("malformed", null, false, false);
        }

        static void unless(boolean right) {
            if (!right) {
                throw new Malformed();
            }
        }
    }
}
