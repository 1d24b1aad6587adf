package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;
import java.util.HashMap;
import java.util.Map;

/// What must be left after each sudden end of a victim: all that was acknowledged, whole appends only, and a
/// store that goes on. Remembers how far it has read, so that every record is read once.
final class Aftermath {
    private final Map<String, Long> checked = new HashMap<>();

    void check(JdbcStore store, Map<String, Long> acknowledged) {
        for (StreamKey stream : Evidence.STREAMS) {
            String name = stream.stream();
            long head = Evidence.head(store, stream);
            requireHead(name, head, acknowledged);
            Evidence.checkEvents(store, stream, checked.getOrDefault(name, 0L), head);
            Evidence.checkNext(store, stream, head);
            checked.put(name, head);
        }
        for (SessionKey session : Evidence.SESSIONS) {
            String name = session.session().value();
            long head = Evidence.head(store, session);
            requireHead(name, head, acknowledged);
            Evidence.checkChanges(store, session, checked.getOrDefault(name, 0L), head);
            Evidence.checkNext(store, session, head);
            checked.put(name, head);
        }
    }

    private static void requireHead(String name, long head, Map<String, Long> acknowledged) {
        assertThat(head).as(name).isGreaterThanOrEqualTo(acknowledged.getOrDefault(name, 0L));
        assertThat(head % Evidence.GROUP).as("half an append in " + name).isZero();
    }

    /// Whether something that was acknowledged is not there.
    static boolean misses(JdbcStore store, Map<String, Long> acknowledged) {
        return Evidence.STREAMS.stream()
                        .anyMatch(key -> Evidence.head(store, key) < acknowledged.getOrDefault(key.stream(), 0L))
                || Evidence.SESSIONS.stream()
                        .anyMatch(key -> Evidence.head(store, key)
                                < acknowledged.getOrDefault(key.session().value(), 0L));
    }
}
