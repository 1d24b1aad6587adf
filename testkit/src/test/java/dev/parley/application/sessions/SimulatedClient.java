package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Subscriber;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.sessions.SessionAnswers.Acknowledged;
import dev.parley.application.sessions.SessionAnswers.CatchUp;
import dev.parley.application.sessions.SessionAnswers.Joined;
import dev.parley.application.sessions.SessionCommands.Since;
import dev.parley.application.sessions.SessionCommands.Submit;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Principal;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.sessions.Acknowledgement;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Mode;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// One device that edits, goes away, comes back and sends again: a client without rebase of its own, which waits for
/// the answer to one patch before it makes the next. Checks all it hears.
final class SimulatedClient {
    private final SessionWorld world;
    private final Sessions sessions;
    private final Oracle oracle;
    private final UserId user;
    private final DeviceId device;
    private Optional<Connection> connection = Optional.empty();
    private Optional<Replica> replica = Optional.empty();
    private Optional<Submit> inFlight = Optional.empty();
    private long clientSeq;
    private int unanswered;
    private String lastRefusal = "";

    SimulatedClient(SessionWorld world, Sessions sessions, Oracle oracle, String user, String device) {
        this.world = world;
        this.sessions = sessions;
        this.oracle = oracle;
        this.user = new UserId(user);
        this.device = new DeviceId(device);
    }

    /// One connection; what arrives for it after its end is lost.
    private final class Connection implements Subscriber {
        private final Principal principal =
                new Principal(TenantId.DEFAULT, user, device, world.nextEpoch(), Grants.ALL);
        private final ConnectionId id = new ConnectionId(user.value() + "-" + device.value() + "-" + principal.epoch());
        private boolean joined;

        Caller.Connected caller() {
            return new Caller.Connected(principal, this);
        }

        boolean isCurrent() {
            return connection.filter(current -> current == this).isPresent();
        }

        @Override
        public ConnectionId id() {
            return id;
        }

        @Override
        public void tell(Notice notice) {
            if (isCurrent()) {
                hear(notice);
            }
        }

        @Override
        public void whenDrained(Lane home, Runnable then) {
            home.execute(then);
        }

        @Override
        public void end(Ending why) {
            Oracle.require(why == Ending.SUPERSEDED, "ended: " + why);
        }
    }

    boolean isOnline() {
        return connection.isPresent();
    }

    boolean isSettled() {
        return isOnline() && isJoined() && inFlight.isEmpty();
    }

    private boolean isJoined() {
        return connection.filter(current -> current.joined).isPresent();
    }

    Optional<Replica> replica() {
        return replica;
    }

    int unanswered() {
        return unanswered;
    }

    void connect() {
        Connection fresh = new Connection();
        connection = Optional.of(fresh);
        unanswered = 0;
        world.connections().opened(fresh.caller(), new TypingCommands.Resume(List.of()));
        join(fresh);
    }

    /// Again, if the first answer was that the store is away.
    void join() {
        connection.filter(current -> !current.joined && unanswered == 0).ifPresent(this::join);
    }

    private void join(Connection by) {
        Optional<Since> since = replica.map(known -> new Since(1, known.version(), inFlight.isPresent()));
        unanswered++;
        sessions.join(by.caller(), new SessionCommands.Join(Seat.DOC, since), outcome -> {
            if (by.isCurrent()) {
                unanswered--;
                joined(by, outcome);
            }
        });
    }

    private void joined(Connection by, Outcome<Joined> outcome) {
        switch (outcome) {
            case Outcome.Done<Joined>(Joined joined) -> {
                by.joined = true;
                catchUp(joined);
                send();
            }
            case Outcome.Refused<Joined>(Problem problem) ->
                Oracle.require(problem.code().retryable(), "not admitted: " + problem);
        }
    }

    private void catchUp(Joined joined) {
        switch (joined.catchUp()) {
            case CatchUp.Whole(var document) -> replica = Optional.of(new Replica(joined.version(), document));
            case CatchUp.Tail(List<Committed> changes) ->
                changes.forEach(change -> hear(Publishing.notice(Seat.DOC, change)));
        }
        Replica known = replica.orElseThrow();
        Oracle.require(
                known.version() == joined.version(), "caught up to " + known.version() + ", not " + joined.version());
        Oracle.require(known.hash().equals(joined.hash()), "another hash at version " + joined.version());
        clientSeq = Math.max(clientSeq, joined.clientSeq());
    }

    private void hear(Notice notice) {
        if (notice instanceof Notice.SessionPatched patched) {
            oracle.told(patched.version(), patched.patch(), patched.by());
            replica.ifPresent(known -> known.hear(patched));
            boolean own =
                    patched.by().user().equals(user) && patched.by().device().equals(device);
            inFlight.filter(mine -> own && mine.clientSeq() == patched.clientSeq())
                    .ifPresent(_ -> inFlight = Optional.empty());
        } else if (notice instanceof Notice.SessionChanged changed) {
            oracle.told(changed.version());
            replica.ifPresent(known -> known.hear(changed));
        }
    }

    void disconnect(boolean clean) {
        connection.ifPresent(current -> world.connections().closed(current.principal, current.id, clean));
        gone();
    }

    /// With the server, which nobody tells of it.
    void gone() {
        connection = Optional.empty();
        unanswered = 0;
    }

    /// With nothing in flight: an edit after it would be made on a version without the own last commit.
    void leave() {
        connection.filter(current -> current.joined && inFlight.isEmpty()).ifPresent(current -> {
            current.joined = false;
            sessions.leave(current.caller(), Seat.DOC, _ -> {});
        });
    }

    /// An edit on what is shown, sent now or when there is a connection again.
    void edit(RandomGenerator random) {
        if (inFlight.isPresent() || replica.isEmpty()) {
            return;
        }
        Replica shown = replica.get();
        String token = user.value() + "/" + device.value() + "#" + ++clientSeq;
        JsonPatch patch = RandomEdits.edit(random, shown.json(), token);
        Mode mode = random.nextInt(8) == 0 ? random.nextBoolean() ? Mode.STRICT : Mode.EXACT : Mode.MERGE;
        inFlight = Optional.of(new Submit(Seat.DOC, 1, shown.version(), clientSeq, patch, mode, Optional.empty()));
        send();
    }

    /// What is in flight, again or for the first time.
    void send() {
        inFlight.filter(_ -> isJoined()).ifPresent(mine -> {
            Connection by = connection.orElseThrow();
            unanswered++;
            sessions.patch(by.caller(), mine, outcome -> {
                if (by.isCurrent()) {
                    unanswered--;
                    answered(mine, outcome);
                }
            });
        });
    }

    private void answered(Submit mine, Outcome<Acknowledged> outcome) {
        switch (outcome) {
            case Outcome.Done<Acknowledged>(Acknowledged acknowledged) -> acknowledged(mine, acknowledged.answer());
            case Outcome.Refused<Acknowledged>(Problem problem) -> refused(mine, problem);
        }
    }

    private void acknowledged(Submit mine, Acknowledgement answer) {
        if (answer.committed()) {
            Oracle.require(
                    mine.mode() != Mode.EXACT || answer.version() == mine.baseVersion() + 1, "exact, yet carried");
            JsonPatch committed = answer.patch().orElse(mine.patch());
            Principal by = connection.orElseThrow().principal;
            oracle.told(answer.version(), committed, by.client());
            if (isJoined()) {
                replica.orElseThrow().follow(answer.version(), committed, by.client());
            }
        } else {
            oracle.told(answer.version());
            boolean seen = answer.version() <= replica.orElseThrow().version();
            Oracle.require(seen || !isJoined(), "acknowledged ahead of what was told");
            oracle.refused(token(mine));
        }
        end(mine);
    }

    private void refused(Submit mine, Problem problem) {
        lastRefusal = problem.toString();
        if (!problem.code().retryable()) {
            oracle.refused(token(mine));
            end(mine);
        } else if (problem.code() == ErrorCode.CONFLICT) {
            end(mine);
        }
    }

    private void end(Submit mine) {
        inFlight = inFlight.filter(current -> !current.equals(mine));
    }

    @Override
    public String toString() {
        return user.value() + "/" + device.value() + " online: " + isOnline() + ", joined: " + isJoined()
                + ", in flight: " + inFlight + ", unanswered: " + unanswered + ", refused: " + lastRefusal;
    }

    private String token(Submit mine) {
        return user.value() + "/" + device.value() + "#" + mine.clientSeq();
    }
}
