package dev.parley.testkit.simulation;

import dev.parley.domain.access.Role;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatches;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.UserId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one connection has been told, checked as it is written: only what is on disk, contiguous, each once.
final class Hearing {
    private static final long ANSWERED_WITHIN = 7_000_000_000L;

    private final Judge judge;
    private final Link link;
    private final Map<String, Room> rooms = new HashMap<>();
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private final Map<Asked, Long> unanswered = new LinkedHashMap<>();

    Hearing(Judge judge, Link link) {
        this.judge = judge;
        this.link = link;
    }

    Map<String, Room> rooms() {
        return rooms;
    }

    /// The server has it.
    void received(Asked request) {
        if (!request.isNotification()) {
            unanswered.put(request, judge.nanoTime());
        }
        Room room = rooms.get(
                request.method().equals("session.leave") ? request.fields().text("session") : "");
        if (room != null) {
            room.leaving = true;
        }
    }

    /// Nobody waits for ever.
    void checkAnswered() {
        unanswered.forEach((request, since) ->
                Violation.unless(judge.nanoTime() - since < ANSWERED_WITHIN, "%s: not answered: %s", link, request));
    }

    /// A session that the connection has joined.
    static final class Room {
        private final long sinceNanos;
        private final Set<String> present = new LinkedHashSet<>();
        private Set<String> typing = Set.of();
        private long version;
        /// The version of the last own patch that was acknowledged; it may be told once more where it was sent twice.
        private long acknowledged;

        private boolean leaving;

        Room(long sinceNanos, long version) {
            this.sinceNanos = sinceNanos;
            this.version = version;
        }

        /// Whether the server has been asked to let it go.
        boolean isLeaving() {
            return leaving;
        }

        long sinceNanos() {
            return sinceNanos;
        }

        Set<String> present() {
            return present;
        }

        Set<String> typing() {
            return typing;
        }
    }

    private static final class Subscription {
        private final TopicPattern pattern;
        private long position;

        Subscription(TopicPattern pattern, long position) {
            this.pattern = pattern;
            this.position = position;
        }
    }

    void answer(Asked request, Response response) {
        unanswered.remove(request);
        switch (response) {
            case Response.Done(Fields result) -> done(request, result);
            case Response.Refused refused -> refused(request, refused);
            case Response.Lost _ -> {}
        }
    }

    private void done(Asked request, Fields result) {
        Fields asked = request.fields();
        switch (request.method()) {
            case "connect" -> judge.typing().connected(link, request);
            case "session.create" ->
                judge.ledger().session(asked.text("session")).at(1);
            case "session.join" -> joined(asked.text("session"), result);
            case "session.get" -> read(asked.text("session"), result);
            case "session.leave" -> {
                rooms.remove(asked.text("session"));
                judge.typing().left(link, asked.text("session"));
            }
            case "session.patch" -> acknowledged(request, result);
            case "session.setRole" -> granted(asked);
            case "events.publish" -> published(asked, result);
            case "events.history" -> page(asked, result);
            case "events.subscribe" ->
                subscriptions.put(
                        result.text("subscription"),
                        new Subscription(new TopicPattern(asked.text("pattern")), result.number("offset")));
            case "events.unsubscribe" -> subscriptions.remove(asked.text("subscription"));
            case "typing.start" -> judge.typing().accepted(link, request);
            default -> {}
        }
    }

    private void refused(Asked request, Response.Refused refused) {
        Violation.unless(!refused.code().equals("INTERNAL"), "%s: the server failed on %s", link, request);
        boolean stranger = refused.code().equals("NOT_FOUND") || !link.client().isOn(link);
        if (request.method().equals("session.patch") && !refused.retryable() && !stranger) {
            Fields asked = request.fields();
            SessionHistory history = judge.ledger().session(asked.text("session"));
            Violation.unless(
                    !history.isCommitted(author(), asked.number("clientSeq")),
                    "%s: refused with %s what is committed: %s",
                    link,
                    refused.code(),
                    request);
        }
    }

    private ClientId author() {
        return new ClientId(
                new UserId(link.client().user()), new DeviceId(link.client().device()));
    }

    private void joined(String session, Fields result) {
        read(session, result);
        long version = result.number("version");
        Room room = new Room(judge.nanoTime(), version);
        room.present.addAll(result.users("present"));
        result.list("typing").forEach(frame -> showTyping(room, Fields.of(frame)));
        rooms.put(session, room);
        if (result.has("patches")) {
            long next = version - result.list("patches").size();
            for (Json change : result.list("patches")) {
                matches(session, Fields.of(change), ++next);
            }
        }
    }

    private void read(String session, Fields result) {
        String hash = judge.ledger().session(session).hash(result.number("version"));
        Violation.unless(
                hash.equals(result.text("hash")),
                "%s: another document than the log's at version %d of %s",
                link,
                result.number("version"),
                session);
    }

    private void acknowledged(Asked request, Fields result) {
        String session = request.fields().text("session");
        SessionHistory history = judge.ledger().session(session);
        long version = result.number("version");
        Committed stored = history.at(version);
        if (!result.flag("committed")) {
            return;
        }
        Violation.unless(
                stored.change() instanceof Change.Patched patched
                        && patched.by().equals(author())
                        && patched.settlement().clientSeq() == request.fields().number("clientSeq"),
                "%s: acknowledged at %d, where something else is: %s",
                link,
                version,
                request);
        Room room = rooms.get(session);
        if (room != null) {
            Violation.unless(version <= room.version + 1, "%s: told %d after %d", link, version, room.version);
            room.version = Math.max(room.version, version);
            room.acknowledged = version;
        }
    }

    private void published(Fields asked, Fields result) {
        Event stored = judge.ledger().stream().at(result.number("offset"));
        Violation.unless(
                stored.content().id().equals(asked.text("id")),
                "%s: acknowledged at %d, where something else is: %s",
                link,
                result.number("offset"),
                asked.text("id"));
    }

    private void granted(Fields asked) {
        Optional<Role> role = Role.named(asked.text("role"));
        Violation.unless(
                judge.ledger().session(asked.text("session")).everHad(new UserId(asked.text("user")), role),
                "%s: acknowledged a role that is not on disk: %s",
                link,
                asked.json());
    }

    private void page(Fields asked, Fields result) {
        TopicPattern pattern = new TopicPattern(asked.text("pattern"));
        long before = 0;
        for (Json one : result.list("events")) {
            long offset = Fields.of(one).number("offset");
            isStored(offset, Fields.of(one).object("event"));
            long quiet = before == 0 ? offset - 1 : judge.ledger().stream().quietUpTo(pattern, before, offset - 1);
            Violation.unless(quiet == offset - 1, "%s: a page without offset %d", link, quiet + 1);
            before = offset;
        }
    }

    private void isStored(long offset, Fields event) {
        Event stored = judge.ledger().stream().at(offset);
        Violation.unless(
                stored.content().id().equals(event.text("id"))
                        && stored.content().data().utf8().equals(CanonicalJson.text(event.get("data"))),
                "%s: told another event than that at offset %d",
                link,
                offset);
    }

    void notice(String method, Fields params) {
        switch (method) {
            case "session.patched", "session.changed" -> changed(params);
            case "typing.state" -> room(params).ifPresent(room -> showTyping(room, params));
            case "presence.changed" ->
                room(params).ifPresent(room -> {
                    room.present.addAll(params.users("enter"));
                    params.users("leave").forEach(room.present::remove);
                });
            case "event" -> delivered(params);
            case "events.position" -> moved(params, params.number("offset"));
            case "events.gap" -> subscription(params).position = params.number("to");
            default -> throw new Violation("an unknown notice: " + method);
        }
    }

    private Optional<Room> room(Fields params) {
        return Optional.ofNullable(rooms.get(params.text("session")));
    }

    private static void showTyping(Room room, Fields frame) {
        room.typing = Set.copyOf(frame.users("top"));
    }

    private void changed(Fields params) {
        String session = params.text("session");
        long version = params.number("version");
        matches(session, params, version);
        Room room = rooms.get(session);
        if (room == null) {
            throw new Violation(link + ": told of " + session + " without having joined");
        }
        boolean again = version == room.acknowledged && version == room.version;
        Violation.unless(
                again || version == room.version + 1,
                "%s: told %d of %s after %d",
                link,
                version,
                session,
                room.version);
        room.version = Math.max(room.version, version);
    }

    /// What is told is what is stored.
    private void matches(String session, Fields told, long version) {
        Violation.unless(told.number("version") == version, "%s: %s is not version %d", link, told.json(), version);
        Committed stored = judge.ledger().session(session).at(version);
        if (stored.change() instanceof Change.Patched patched) {
            Violation.unless(
                    CanonicalJson.text(JsonPatches.toJson(patched.patch()))
                            .equals(CanonicalJson.text(told.get("patch"))),
                    "%s: told another patch than that of version %d",
                    link,
                    version);
        }
    }

    private Subscription subscription(Fields params) {
        Subscription known = subscriptions.get(params.text("subscription"));
        if (known == null) {
            throw new Violation(link + ": told of a subscription that it has not: " + params.json());
        }
        return known;
    }

    private void delivered(Fields params) {
        long offset = params.number("offset");
        isStored(offset, params.object("event"));
        moved(params, offset - 1);
        subscription(params).position = offset;
    }

    private void moved(Fields params, long offset) {
        Subscription known = subscription(params);
        Violation.unless(offset >= known.position, "%s: back to %d from %d", link, offset, known.position);
        long quiet = judge.ledger().stream().quietUpTo(known.pattern, known.position, offset);
        Violation.unless(quiet == offset, "%s: offset %d was left out", link, quiet + 1);
        known.position = offset;
    }
}
