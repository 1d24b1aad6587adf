package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog.Append;
import dev.parley.application.sessions.OperationLog.Appended;
import dev.parley.application.sessions.SessionAnswers.Created;
import dev.parley.application.sessions.SessionCommands.Create;
import dev.parley.application.sessions.SessionCommands.JoinRole;
import dev.parley.application.sessions.SessionSlot.Use;
import dev.parley.domain.access.Capability;
import dev.parley.domain.access.SessionRights;
import dev.parley.domain.document.Document;
import dev.parley.domain.document.DocumentLimits;
import dev.parley.domain.json.EncodedSize;
import dev.parley.domain.json.Excess;
import dev.parley.domain.json.Json;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.SessionKey;
import java.util.List;
import java.util.Optional;

/// `session.create`: version 1, with the document and its owner. The log itself says whether the id is free; the new
/// session is then read back like any other, because the log gives it its epoch.
final class Creating {
    private final Lane lane;
    private final OpenSessions sessions;
    private final SessionPorts ports;
    private final SessionSettings settings;

    Creating(Lane lane, OpenSessions sessions, SessionPorts ports, SessionSettings settings) {
        this.lane = lane;
        this.sessions = sessions;
        this.ports = ports;
        this.settings = settings;
    }

    void create(SessionKey key, Caller by, Create command, Reply<Outcome<Created>> reply) {
        if (!rights(key, by).may(Capability.DOC_WRITE)) {
            reply.accept(Outcome.refused(ErrorCode.FORBIDDEN, "your token does not let you make this session"));
            return;
        }
        DocumentLimits limits = settings.document();
        ClientId author = by.principal().client();
        ports.work()
                .run(
                        () -> excess(command.document(), author, limits),
                        lane.here((Optional<Excess> excess) -> excess.ifPresentOrElse(
                                over -> reply.accept(tooLarge(over)), () -> claim(key, by, command, reply))));
    }

    private static SessionRights rights(SessionKey key, Caller by) {
        return new SessionRights(by.principal().grants().ceiling(key.session()));
    }

    private static Optional<Excess> excess(Json json, ClientId author, DocumentLimits limits) {
        return EncodedSize.of(json) > limits.bytes()
                ? Optional.of(new Excess("documentBytes", limits.bytes()))
                : limits.exceededBy(Document.create(json, author));
    }

    private static Outcome<Created> tooLarge(Excess excess) {
        return new Outcome.Refused<>(Problem.limit(excess.limit(), excess.allowed(), "the document is too large"));
    }

    private void claim(SessionKey key, Caller by, Create command, Reply<Outcome<Created>> reply) {
        if (sessions.isKnown(key)) {
            sessions.use(key, Use.of(_ -> reply.accept(taken()), problem -> missed(key, by, command, reply, problem)));
        } else {
            append(sessions.creating(key), by, command, reply);
        }
    }

    /// Somebody else looked for it first. If it is not there, it can still be made.
    private void missed(SessionKey key, Caller by, Create command, Reply<Outcome<Created>> reply, Problem problem) {
        if (problem.code() == ErrorCode.NOT_FOUND) {
            claim(key, by, command, reply);
        } else {
            reply.accept(new Outcome.Refused<>(problem));
        }
    }

    private void append(SessionSlot slot, Caller by, Create command, Reply<Outcome<Created>> reply) {
        Change created = new Change.Created(
                by.principal().client(),
                ports.clock().millis(),
                command.document(),
                command.joinRole().map(JoinRole::role).orElse(settings.joinRole()));
        ports.log()
                .append(
                        new Append(slot.key(), ports.fence(), 0, List.of(created)),
                        lane.here((Appended answer) -> appended(slot, by, answer, reply)));
    }

    private void appended(SessionSlot slot, Caller by, Appended answer, Reply<Outcome<Created>> reply) {
        switch (answer) {
            case Appended.Durable _ -> {
                slot.park(Use.of(
                        live -> reply.accept(new Outcome.Done<>(created(live, by))),
                        problem -> reply.accept(new Outcome.Refused<>(problem))));
                sessions.load(slot);
            }
            case Appended.Conflict _, Appended.Duplicate _ -> notCreated(slot, reply, taken());
            case Appended.Busy(long retryAfterMillis) ->
                notCreated(slot, reply, new Outcome.Refused<>(Trouble.busy(retryAfterMillis)));
            case Appended.Fenced _, Appended.Failed _, Appended.Unknown _ ->
                notCreated(slot, reply, new Outcome.Refused<>(Trouble.store()));
        }
    }

    private Created created(LiveSession live, Caller by) {
        SessionRights rights = live.durable().rights(by.principal(), live.key().session());
        return new Created(
                live.key().session(),
                live.epoch(),
                live.durable().version(),
                rights.role().orElseThrow(),
                ports.log().grade());
    }

    private void notCreated(SessionSlot slot, Reply<Outcome<Created>> reply, Outcome<Created> why) {
        sessions.notCreated(slot);
        reply.accept(why);
    }

    private static Outcome<Created> taken() {
        return Outcome.refused(ErrorCode.CONFLICT, "a session of this name exists");
    }
}
