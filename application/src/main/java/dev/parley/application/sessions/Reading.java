package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.SessionSlot.Use;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.shared.SessionKey;

/// `session.get`: the durable document, whole.
final class Reading {
    private final OpenSessions sessions;
    private final Viewing viewing;

    Reading(OpenSessions sessions, Viewing viewing) {
        this.sessions = sessions;
        this.viewing = viewing;
    }

    void read(SessionKey key, Caller by, Reply<Outcome<SessionAnswers.Read>> reply) {
        sessions.use(
                key, Use.of(live -> read(live, by, reply), problem -> reply.accept(new Outcome.Refused<>(problem))));
    }

    private void read(LiveSession live, Caller by, Reply<Outcome<SessionAnswers.Read>> reply) {
        SessionState state = live.durable();
        if (!state.rights(by.principal(), live.key().session()).admitted()) {
            reply.accept(new Outcome.Refused<>(Trouble.unknown(live.key().session())));
            return;
        }
        viewing.view(
                live,
                view -> reply.accept(new Outcome.Done<>(
                        new SessionAnswers.Read(live.epoch(), state.version(), view.json(), view.hash()))));
    }
}
