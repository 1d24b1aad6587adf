package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Ids;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Lanes;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.PerLane;
import dev.parley.application.lanes.Reply;
import dev.parley.application.rooms.Rooms;
import dev.parley.application.typing.Typing;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import java.util.function.Consumer;

/// Brings every call to its session's lane. Thread-safe; holds no state.
public final class SessionService implements Sessions {
    private final Lanes lanes;
    private final Ids ids;
    private final PerLane<SessionUseCases> useCases;

    public SessionService(
            Lanes lanes,
            SessionDirectory directory,
            PerLane<Rooms> rooms,
            Typing typing,
            SessionPorts ports,
            SessionSettings settings) {
        this.lanes = lanes;
        this.ids = ports.ids();
        this.useCases = PerLane.of(
                lanes,
                lane -> SessionUseCases.on(lane, directory.slots().on(lane), rooms.on(lane), typing, ports, settings));
    }

    @Override
    public void create(Caller by, SessionCommands.Create command, Reply<Outcome<SessionAnswers.Created>> reply) {
        SessionKey key = key(by, command.session().orElseGet(() -> new SessionId(ids.fresh())));
        on(key, lane -> lane.creating().create(key, by, command, reply));
    }

    @Override
    public void join(Caller.Connected by, SessionCommands.Join command, Reply<Outcome<SessionAnswers.Joined>> reply) {
        SessionKey key = key(by, command.session());
        on(key, lane -> lane.joining().join(key, by, command, reply));
    }

    @Override
    public void leave(Caller.Connected by, SessionId session, Reply<Outcome<Nothing>> reply) {
        SessionKey key = key(by, session);
        on(key, lane -> lane.leaving().leave(key, by, reply));
    }

    @Override
    public void get(Caller by, SessionId session, Reply<Outcome<SessionAnswers.Read>> reply) {
        SessionKey key = key(by, session);
        on(key, lane -> lane.reading().read(key, by, reply));
    }

    @Override
    public void patch(Caller by, SessionCommands.Submit command, Reply<Outcome<SessionAnswers.Acknowledged>> reply) {
        SessionKey key = key(by, command.session());
        on(key, lane -> lane.submitting().submit(key, by, command, reply));
    }

    @Override
    public void setRole(Caller by, SessionCommands.SetRole command, Reply<Outcome<Nothing>> reply) {
        SessionKey key = key(by, command.session());
        on(key, lane -> lane.granting().setRole(key, by, command, reply));
    }

    private static SessionKey key(Caller by, SessionId session) {
        return new SessionKey(by.principal().tenant(), session);
    }

    private void on(SessionKey key, Consumer<SessionUseCases> call) {
        Lane lane = lanes.owning(key);
        lane.execute(() -> call.accept(useCases.on(lane)));
    }
}
