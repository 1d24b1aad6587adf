package dev.parley.testkit;

import dev.parley.application.delivery.Audience;
import dev.parley.application.delivery.AudienceKey;
import dev.parley.application.delivery.Audiences;
import dev.parley.application.delivery.Lagging;
import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Subscriber;
import dev.parley.domain.shared.ConnectionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Audiences that tell their members at once; nobody lags.
public final class InMemoryAudiences implements Audiences {
    @Override
    public Audience open(AudienceKey key, Lagging lagging) {
        return new Members();
    }

    private static final class Members implements Audience {
        private final Map<ConnectionId, Subscriber> members = new LinkedHashMap<>();

        @Override
        public void add(Subscriber who) {
            members.putIfAbsent(who.id(), who);
        }

        @Override
        public void remove(Subscriber who) {
            members.remove(who.id());
        }

        @Override
        public void tell(long position, Notice notice) {
            List.copyOf(members.values()).forEach(who -> who.tell(notice));
        }

        @Override
        public void tellExcept(Subscriber author, long position, Notice notice) {
            members.values().stream()
                    .filter(who -> !who.id().equals(author.id()))
                    .toList()
                    .forEach(who -> who.tell(notice));
        }

        @Override
        public int size() {
            return members.size();
        }
    }
}
