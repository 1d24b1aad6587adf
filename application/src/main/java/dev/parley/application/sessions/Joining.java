package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.rooms.Entered;
import dev.parley.application.rooms.Rooms;
import dev.parley.application.sessions.DocumentViews.View;
import dev.parley.application.sessions.SessionAnswers.CatchUp;
import dev.parley.application.sessions.SessionAnswers.Joined;
import dev.parley.application.sessions.SessionCommands.Join;
import dev.parley.application.sessions.SessionSlot.Use;
import dev.parley.domain.access.Principal;
import dev.parley.domain.access.SessionRights;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.SessionKey;
import java.util.List;
import java.util.Optional;

/// `session.join`: what the joiner gets is one durable version, found before he enters because that may take a while;
/// what became durable meanwhile is told right behind the answer, and everything after it he hears with the room.
final class Joining {
    private final OpenSessions sessions;
    private final Viewing viewing;
    private final CatchingUp catchingUp;
    private final Rooms rooms;

    Joining(OpenSessions sessions, Viewing viewing, CatchingUp catchingUp, Rooms rooms) {
        this.sessions = sessions;
        this.viewing = viewing;
        this.catchingUp = catchingUp;
        this.rooms = rooms;
    }

    void join(SessionKey key, Caller.Connected by, Join command, Reply<Outcome<Joined>> reply) {
        sessions.use(
                key,
                Use.of(
                        live -> join(live, by, command, reply),
                        problem -> reply.accept(new Outcome.Refused<>(problem))));
    }

    private void join(LiveSession live, Caller.Connected by, Join command, Reply<Outcome<Joined>> reply) {
        if (!admitted(live, by)) {
            reply.accept(new Outcome.Refused<>(Trouble.unknown(live.key().session())));
            return;
        }
        SessionState at = live.durable();
        live.pin();
        viewing.view(
                live,
                view -> catchingUp.catchUp(live, at, command.since(), view, caughtUp -> {
                    live.unpin();
                    switch (caughtUp) {
                        case CatchingUp.Result.Ready(CatchUp way) -> enter(live, by, at, view, way, reply);
                        case CatchingUp.Result.Impossible(Problem problem) ->
                            reply.accept(new Outcome.Refused<>(problem));
                    }
                }));
    }

    private static boolean admitted(LiveSession live, Caller.Connected by) {
        return live.durable().rights(by.principal(), live.key().session()).admitted();
    }

    private void enter(
            LiveSession live,
            Caller.Connected by,
            SessionState at,
            View view,
            CatchUp way,
            Reply<Outcome<Joined>> reply) {
        Optional<List<Committed>> meanwhile = live.recent().after(at.version());
        if (meanwhile.isEmpty()) {
            join(live, by, new Join(live.key().session(), Optional.empty()), reply);
            return;
        }
        if (!admitted(live, by)) {
            reply.accept(new Outcome.Refused<>(Trouble.unknown(live.key().session())));
            return;
        }
        rooms.enter(live.key(), by)
                .ifPresentOrElse(
                        entered -> welcome(
                                live, by, joined(live, by.principal(), at, view, way, entered), meanwhile.get(), reply),
                        () -> reply.accept(gone()));
    }

    private static void welcome(
            LiveSession live,
            Caller.Connected by,
            Joined joined,
            List<Committed> meanwhile,
            Reply<Outcome<Joined>> reply) {
        reply.accept(new Outcome.Done<>(joined));
        meanwhile.forEach(
                change -> by.subscriber().tell(Publishing.notice(live.key().session(), change)));
    }

    private static Joined joined(
            LiveSession live, Principal by, SessionState at, View view, CatchUp way, Entered entered) {
        live.remember(by.client(), live.cursor(by.client()).seen(by.epoch()));
        SessionRights rights = live.durable().rights(by, live.key().session());
        return new Joined(
                live.epoch(),
                at.version(),
                way,
                live.cursor(by.client()).lastSettled(),
                rights.role().orElseThrow(),
                at.members(),
                entered.present(),
                entered.typing(),
                view.hash());
    }

    private static Outcome<Joined> gone() {
        return Outcome.refused(ErrorCode.CONNECTION_REQUIRED, "the connection ended before it was in");
    }
}
