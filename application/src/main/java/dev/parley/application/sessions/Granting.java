package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.lanes.WallClock;
import dev.parley.application.sessions.SessionCommands.SetRole;
import dev.parley.application.sessions.SessionSlot.Use;
import dev.parley.domain.access.Role;
import dev.parley.domain.access.SessionRights;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.SessionKey;
import java.util.Optional;

/// `session.setRole`: a version of its own, in one order with the patches, so that none sequenced after it can use a
/// right that it took away.
final class Granting {
    private final OpenSessions sessions;
    private final Appending appending;
    private final WallClock clock;
    private final int mostMembers;

    Granting(OpenSessions sessions, Appending appending, WallClock clock, int mostMembers) {
        this.sessions = sessions;
        this.appending = appending;
        this.clock = clock;
        this.mostMembers = mostMembers;
    }

    void setRole(SessionKey key, Caller by, SetRole command, Reply<Outcome<Nothing>> reply) {
        sessions.use(
                key,
                Use.of(
                        live -> setRole(live, by, command, reply),
                        problem -> reply.accept(new Outcome.Refused<>(problem))));
    }

    private void setRole(LiveSession live, Caller by, SetRole command, Reply<Outcome<Nothing>> reply) {
        SessionState head = live.speculative();
        Runnable done = () -> reply.accept(Nothing.done());
        Optional<Problem> refusal = refusal(live, by, command);
        if (refusal.isPresent()) {
            appending.say(
                    live,
                    () -> reply.accept(new Outcome.Refused<>(refusal.get())),
                    why -> reply.accept(new Outcome.Refused<>(why)));
        } else if (head.role(command.user()).equals(command.role())) {
            appending.say(live, done, why -> reply.accept(new Outcome.Refused<>(why)));
        } else {
            Change change =
                    new Change.RoleChanged(by.principal().client(), clock.millis(), command.user(), command.role());
            SessionState after = head.withRole(command.user(), command.role());
            appending.append(live, change, after, done, why -> reply.accept(new Outcome.Refused<>(why)));
        }
    }

    private Optional<Problem> refusal(LiveSession live, Caller by, SetRole command) {
        SessionState head = live.speculative();
        SessionRights rights = head.rights(by.principal(), live.key().session());
        Optional<Role> present = head.role(command.user());
        if (!rights.admitted()) {
            return Optional.of(Trouble.unknown(live.key().session()));
        }
        if (!rights.maySetRole(present, command.role())) {
            return Optional.of(Problem.of(ErrorCode.FORBIDDEN, "roles may be given and taken below your own only"));
        }
        if (present.isEmpty() && head.members().size() >= mostMembers) {
            return Optional.of(Problem.limit("members", mostMembers, "the session has all the members it may have"));
        }
        return appending.refusal(live);
    }
}
