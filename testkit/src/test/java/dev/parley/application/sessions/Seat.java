package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Notice;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Principal;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.sessions.Mode;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import dev.parley.testkit.RecordingSubscriber;
import java.util.List;
import java.util.Optional;

/// One connection of one device, at the session `doc`.
final class Seat {
    static final SessionId DOC = new SessionId("doc");
    static final SessionKey KEY = new SessionKey(TenantId.DEFAULT, DOC);

    private final SessionWorld world;
    private final Principal principal;
    private final RecordingSubscriber subscriber;
    private final Caller.Connected caller;

    Seat(SessionWorld world, String user, String device, Grants grants) {
        this.world = world;
        long epoch = world.nextEpoch();
        this.principal = new Principal(TenantId.DEFAULT, new UserId(user), new DeviceId(device), epoch, grants);
        this.subscriber = new RecordingSubscriber(user + "-" + device + "-" + epoch);
        this.caller = new Caller.Connected(principal, subscriber);
        world.connections().opened(caller, new TypingCommands.Resume(List.of()));
    }

    Caller.Connected caller() {
        return caller;
    }

    RecordingSubscriber subscriber() {
        return subscriber;
    }

    Principal principal() {
        return principal;
    }

    Heard<SessionAnswers.Created> create(Json document) {
        return create(new SessionCommands.Create(Optional.of(DOC), document, Optional.empty()));
    }

    Heard<SessionAnswers.Created> create(SessionCommands.Create command) {
        Heard<SessionAnswers.Created> heard = new Heard<>();
        world.sessions().create(caller, command, heard);
        world.settle();
        return heard;
    }

    Heard<SessionAnswers.Joined> join() {
        return join(Optional.empty());
    }

    Heard<SessionAnswers.Joined> join(long epoch, long version, boolean pending) {
        return join(Optional.of(new SessionCommands.Since(epoch, version, pending)));
    }

    private Heard<SessionAnswers.Joined> join(Optional<SessionCommands.Since> since) {
        Heard<SessionAnswers.Joined> heard = new Heard<>();
        world.sessions().join(caller, new SessionCommands.Join(DOC, since), heard);
        world.settle();
        return heard;
    }

    Heard<Nothing> leave() {
        Heard<Nothing> heard = new Heard<>();
        world.sessions().leave(caller, DOC, heard);
        world.settle();
        return heard;
    }

    void vanish() {
        world.connections().closed(principal, subscriber.id(), false);
        world.settle();
    }

    Heard<SessionAnswers.Read> get() {
        Heard<SessionAnswers.Read> heard = new Heard<>();
        world.sessions().get(caller, DOC, heard);
        world.settle();
        return heard;
    }

    Heard<SessionAnswers.Acknowledged> patch(long clientSeq, long base, JsonPatch patch) {
        return patch(clientSeq, base, patch, Mode.MERGE);
    }

    Heard<SessionAnswers.Acknowledged> patch(long clientSeq, long base, JsonPatch patch, Mode mode) {
        return patch(new SessionCommands.Submit(DOC, 1, base, clientSeq, patch, mode, Optional.empty()));
    }

    Heard<SessionAnswers.Acknowledged> patch(SessionCommands.Submit command) {
        Heard<SessionAnswers.Acknowledged> heard = new Heard<>();
        world.sessions().patch(caller, command, heard);
        world.settle();
        return heard;
    }

    Heard<Nothing> setRole(String user, Optional<Role> role) {
        Heard<Nothing> heard = new Heard<>();
        world.sessions().setRole(caller, new SessionCommands.SetRole(DOC, new UserId(user), role), heard);
        world.settle();
        return heard;
    }

    List<Notice.SessionPatched> patched() {
        return subscriber.heard(Notice.SessionPatched.class);
    }

    List<Notice.SessionChanged> changed() {
        return subscriber.heard(Notice.SessionChanged.class);
    }
}
