package dev.parley.application.typing;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Lanes;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.PerLane;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.typing.ContextKey;

/// Brings every call to its session's lane. Thread-safe; holds no state.
public final class TypingService implements Typing {
    private final Lanes lanes;
    private final PerLane<TypingRooms> typing;

    public TypingService(Lanes lanes, PerLane<TypingRooms> typing) {
        this.lanes = lanes;
        this.typing = typing;
    }

    @Override
    public void start(Caller.Connected by, TypingCommands.Start command, Reply<Outcome<Nothing>> reply) {
        ContextKey where = where(by, command.session(), command.scope());
        Lane lane = lanes.owning(where.session());
        lane.execute(() -> reply.accept(typing.on(lane).start(by, where, command.kind(), command.seq())));
    }

    @Override
    public void stop(Caller.Connected by, TypingCommands.Stop command, Reply<Outcome<Nothing>> reply) {
        ContextKey where = where(by, command.session(), command.scope());
        Lane lane = lanes.owning(where.session());
        lane.execute(() -> reply.accept(typing.on(lane).stop(by, where, command.seq())));
    }

    @Override
    public void clear(Caller by, TypingCommands.Clear command, Reply<Nothing> reply) {
        ContextKey where = where(by, command.session(), command.scope());
        Lane lane = lanes.owning(where.session());
        lane.execute(() -> {
            typing.on(lane).clear(by, where, command.seq());
            reply.accept(Nothing.NOTHING);
        });
    }

    private static ContextKey where(Caller by, SessionId session, String scope) {
        return new ContextKey(new SessionKey(by.principal().tenant(), session), scope);
    }
}
