package dev.parley.application.events;

import dev.parley.application.delivery.Audience;
import dev.parley.application.delivery.AudienceKey;
import dev.parley.application.delivery.Audiences;
import dev.parley.application.delivery.Lagging;
import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Subscriber;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Lanes;
import dev.parley.domain.shared.ConnectionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Audiences over loops that lag behind their owner: members are told by posts, and a loop takes out a member
/// that does not read and says so by a post of its own.
final class LoopAudiences implements Audiences {
    private final Lanes lanes;

    LoopAudiences(Lanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public Audience open(AudienceKey key, Lagging lagging) {
        return switch (key) {
            case AudienceKey.OfStream(var stream, var view) -> new Members(lanes.owning(stream), lagging);
            case AudienceKey.OfSession(var session) -> throw new IllegalArgumentException("no stream: " + session);
        };
    }

    /// One stay of one member; the loop's side is touched by its loop only.
    private static final class Stay {
        final Reader who;
        boolean isOut;
        long lastPosition;

        Stay(Reader who) {
            this.who = who;
        }
    }

    private static final class Members implements Audience {
        private final Lane owner;
        private final Lagging lagging;
        private final Map<ConnectionId, Stay> stays = new LinkedHashMap<>();

        Members(Lane owner, Lagging lagging) {
            this.owner = owner;
            this.lagging = lagging;
        }

        @Override
        public void add(Subscriber who) {
            stays.putIfAbsent(who.id(), new Stay((Reader) who));
        }

        @Override
        public void remove(Subscriber who) {
            Stay stay = stays.remove(who.id());
            if (stay != null) {
                stay.who.loop().execute(() -> stay.isOut = true);
            }
        }

        @Override
        public void tell(long position, Notice notice) {
            tellThose(stay -> true, position, notice);
        }

        @Override
        public void tellExcept(Subscriber author, long position, Notice notice) {
            tellThose(stay -> !stay.who.id().equals(author.id()), position, notice);
        }

        private void tellThose(Predicate<Stay> which, long position, Notice notice) {
            List.copyOf(stays.values()).stream().filter(which).forEach(stay -> {
                stay.who.said(notice);
                stay.who.loop().execute(() -> deliver(stay, position, notice));
            });
        }

        private void deliver(Stay stay, long position, Notice notice) {
            if (stay.isOut) {
                return;
            }
            if (stay.who.isFull()) {
                stay.isOut = true;
                owner.execute(() -> fellBehind(stay));
                return;
            }
            stay.lastPosition = position;
            stay.who.enqueue(notice);
        }

        private void fellBehind(Stay stay) {
            if (stays.remove(stay.who.id(), stay)) {
                lagging.lagging(stay.who, stay.lastPosition);
            }
        }

        @Override
        public int size() {
            return stays.size();
        }
    }
}
