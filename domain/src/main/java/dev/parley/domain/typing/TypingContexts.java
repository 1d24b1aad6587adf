package dev.parley.domain.typing;

import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.SessionKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The contexts of one lane's sessions that are not empty and quiet.
@LaneConfined
final class TypingContexts {
    private final Map<SessionKey, Map<String, TypingContext>> bySession = new HashMap<>();
    private final TypingTimers timers;

    TypingContexts(TypingTimers timers) {
        this.timers = timers;
    }

    Optional<TypingContext> find(ContextKey key) {
        return Optional.ofNullable(bySession.get(key.session()))
                .flatMap(scopes -> Optional.ofNullable(scopes.get(key.scope())));
    }

    TypingContext of(ContextKey key) {
        return bySession
                .computeIfAbsent(key.session(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(key.scope(), _ -> new TypingContext(key, timers));
    }

    List<TypingContext> of(SessionKey session) {
        Map<String, TypingContext> scopes = bySession.get(session);
        return scopes == null ? List.of() : List.copyOf(scopes.values());
    }

    /// In how many contexts of the session somebody types, as viewers know it.
    int speaking(SessionKey session) {
        Collection<TypingContext> contexts = of(session);
        return (int) contexts.stream()
                .filter(context -> !context.telling().saysNobody())
                .count();
    }

    void remove(ContextKey key) {
        bySession.computeIfPresent(key.session(), (_, scopes) -> {
            scopes.remove(key.scope());
            return scopes.isEmpty() ? null : scopes;
        });
    }

    boolean isEmpty() {
        return bySession.isEmpty();
    }
}
