package dev.parley.testkit.simulation;

import dev.parley.domain.access.Role;
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
import java.util.Map;
import java.util.Optional;

/// What one connection has been told, checked as it is written: only what is on disk, contiguous, each once.
final class Hearing {
    private static final long ANSWERED_WITHIN = 7_000_000_000L;

    private final Judge judge;
    private final Link link;
    private final Map<String, RoomHeard> rooms = new HashMap<>();
    private final FeedHearing feed;
    private final Map<Asked, Long> unanswered = new LinkedHashMap<>();

    Hearing(Judge judge, Link link) {
        this.judge = judge;
        this.link = link;
        this.feed = new FeedHearing(judge.ledger().stream(), link);
    }

    Map<String, RoomHeard> rooms() {
        return rooms;
    }

    /// The server has it.
    void received(Asked request) {
        if (!request.isNotification()) {
            unanswered.put(request, judge.nanoTime());
        }
        RoomHeard room = rooms.get(
                request.method().equals("session.leave") ? request.fields().text("session") : "");
        if (room != null) {
            room.leaves();
        }
    }

    /// Nobody waits for ever.
    void checkAnswered() {
        unanswered.forEach((request, since) ->
                Violation.unless(judge.nanoTime() - since < ANSWERED_WITHIN, "%s: not answered: %s", link, request));
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
            case "events.publish", "events.subscribe", "events.unsubscribe", "events.history" ->
                feed.answered(request.method(), asked, result);
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
        RoomHeard room = new RoomHeard(judge.nanoTime(), version);
        room.present().addAll(result.users("present"));
        result.list("typing").forEach(frame -> room.show(Fields.of(frame)));
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
        RoomHeard room = rooms.get(session);
        if (room != null) {
            Violation.unless(room.acknowledge(version), "%s: acknowledged too early: %s", link, request);
        }
    }

    private void granted(Fields asked) {
        Optional<Role> role = Role.named(asked.text("role"));
        Violation.unless(
                judge.ledger().session(asked.text("session")).everHad(new UserId(asked.text("user")), role),
                "%s: acknowledged a role that is not on disk: %s",
                link,
                asked.json());
    }

    void notice(String method, Fields params) {
        switch (method) {
            case "session.patched", "session.changed" -> changed(params);
            case "typing.state" -> room(params).ifPresent(room -> room.show(params));
            case "presence.changed" ->
                room(params).ifPresent(room -> {
                    room.present().addAll(params.users("enter"));
                    params.users("leave").forEach(room.present()::remove);
                });
            case "event", "events.position", "events.gap" -> feed.notice(method, params);
            default -> throw new Violation("an unknown notice: " + method);
        }
    }

    private Optional<RoomHeard> room(Fields params) {
        return Optional.ofNullable(rooms.get(params.text("session")));
    }

    private void changed(Fields params) {
        String session = params.text("session");
        long version = params.number("version");
        matches(session, params, version);
        RoomHeard room = rooms.get(session);
        if (room == null) {
            throw new Violation(link + ": told of " + session + " without having joined");
        }
        Violation.unless(room.tell(version), "%s: told %d of %s out of turn", link, version, session);
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
}
