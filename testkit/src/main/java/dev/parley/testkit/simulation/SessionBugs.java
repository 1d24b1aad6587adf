package dev.parley.testkit.simulation;

import dev.parley.application.Grade;
import dev.parley.application.core.Parley;
import dev.parley.application.core.Surroundings;
import dev.parley.application.delivery.Audience;
import dev.parley.application.delivery.AudienceKey;
import dev.parley.application.delivery.Audiences;
import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Notice;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.SessionAnswers;
import dev.parley.application.sessions.SessionCommands;
import dev.parley.application.sessions.Sessions;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Wrong ways to keep sessions.
final class SessionBugs {
    private static final long OTHER_NUMBERS = 1_000_000;

    private SessionBugs() {}

    static PlantedBug.Wiring forgettingSettlements() {
        return with(Forgetful::new);
    }

    static PlantedBug.Wiring believingEarly() {
        return with(Hasty::new);
    }

    static PlantedBug.Wiring tellingEarly() {
        return new TellingEarly();
    }

    static PlantedBug.Wiring withoutDeduplication() {
        Set<List<Object>> seen = new HashSet<>();
        return new PlantedBug.Wiring() {
            @Override
            public Parley core(Parley core) {
                return new Parley(
                        core.connections(), core.typing(), new Repeating(core.sessions(), seen), core.events());
            }
        };
    }

    private static PlantedBug.Wiring with(UnaryOperator<OperationLog> log) {
        return new PlantedBug.Wiring() {
            @Override
            public Surroundings.Storage storage(Surroundings.Storage storage) {
                return new Surroundings.Storage(log.apply(storage.operations()), storage.snapshots(), storage.events());
            }
        };
    }

    private static class Wrapped implements OperationLog {
        private final OperationLog real;

        Wrapped(OperationLog real) {
            this.real = real;
        }

        @Override
        public Grade grade() {
            return real.grade();
        }

        @Override
        public void load(SessionKey session, Reply<Loaded> reply) {
            real.load(session, reply);
        }

        @Override
        public void append(Append append, Reply<Appended> reply) {
            real.append(append, reply);
        }

        @Override
        public void read(SessionKey session, long after, int max, Reply<Changes> reply) {
            real.read(session, after, max, reply);
        }
    }

    /// Says `Durable` when an append comes.
    private static final class Hasty extends Wrapped {
        Hasty(OperationLog real) {
            super(real);
        }

        @Override
        public void append(Append append, Reply<Appended> reply) {
            if (append.expected() == 0) {
                super.append(append, reply);
            } else {
                reply.accept(new Appended.Durable(append.expected() + 1, append.expected() + 1));
                super.append(append, _ -> {});
            }
        }
    }

    /// Keeps no settlements: a number that it has seen is as good as any other.
    private static final class Forgetful extends Wrapped {
        private long number = OTHER_NUMBERS;

        Forgetful(OperationLog real) {
            super(real);
        }

        @Override
        public void load(SessionKey session, Reply<Loaded> reply) {
            super.load(
                    session,
                    loaded -> reply.accept(
                            loaded instanceof Loaded.Found(var epoch, var snapshot, var tail, var _)
                                    ? new Loaded.Found(epoch, snapshot, tail, Map.of())
                                    : loaded));
        }

        @Override
        public void append(Append append, Reply<Appended> reply) {
            super.append(append, answer -> {
                if (answer instanceof Appended.Duplicate) {
                    super.append(renumbered(append), reply);
                } else {
                    reply.accept(answer);
                }
            });
        }

        private Append renumbered(Append append) {
            List<Change> changes =
                    append.changes().stream().map(this::renumbered).toList();
            return new Append(append.session(), append.fence(), append.expected(), changes);
        }

        private Change renumbered(Change change) {
            if (change instanceof Change.Patched(var by, long at, var patch, var inverse, Settlement real)) {
                Settlement other = new Settlement(real.client(), ++number, real.submitted(), real.answer());
                return new Change.Patched(by, at, patch, inverse, other);
            }
            return change;
        }
    }

    /// Tells the room of an append when it comes.
    private static final class TellingEarly implements PlantedBug.Wiring {
        private final Map<SessionKey, Audience> rooms = new HashMap<>();

        @Override
        public Audiences audiences(Audiences audiences) {
            return (key, lagging) -> {
                Audience audience = audiences.open(key, lagging);
                if (key instanceof AudienceKey.OfSession(SessionKey session)) {
                    rooms.put(session, audience);
                }
                return audience;
            };
        }

        @Override
        public Surroundings.Storage storage(Surroundings.Storage storage) {
            OperationLog telling = new Wrapped(storage.operations()) {
                @Override
                public void append(Append append, Reply<Appended> reply) {
                    tell(append);
                    super.append(append, reply);
                }
            };
            return new Surroundings.Storage(telling, storage.snapshots(), storage.events());
        }

        private void tell(OperationLog.Append append) {
            Audience room = rooms.get(append.session());
            if (room != null && append.changes().getFirst() instanceof Change.Patched patched) {
                long version = append.expected() + 1;
                SessionId session = append.session().session();
                room.tell(
                        version,
                        new Notice.SessionPatched(
                                session,
                                version,
                                patched.patch(),
                                patched.by(),
                                patched.settlement().clientSeq()));
            }
        }
    }

    /// Takes a patch that was sent before for another one.
    private static final class Repeating implements Sessions {
        private final Sessions real;
        private final Set<List<Object>> seen;

        Repeating(Sessions real, Set<List<Object>> seen) {
            this.real = real;
            this.seen = seen;
        }

        @Override
        public void patch(
                Caller by, SessionCommands.Submit command, Reply<Outcome<SessionAnswers.Acknowledged>> reply) {
            boolean fresh = seen.add(List.of(by.principal().client(), command.session(), command.clientSeq()));
            long number = fresh ? command.clientSeq() : OTHER_NUMBERS + seen.size();
            real.patch(
                    by,
                    new SessionCommands.Submit(
                            command.session(),
                            command.epoch(),
                            command.baseVersion(),
                            number,
                            command.patch(),
                            command.mode(),
                            command.typing()),
                    reply);
        }

        @Override
        public void create(Caller by, SessionCommands.Create command, Reply<Outcome<SessionAnswers.Created>> reply) {
            real.create(by, command, reply);
        }

        @Override
        public void join(
                Caller.Connected by, SessionCommands.Join command, Reply<Outcome<SessionAnswers.Joined>> reply) {
            real.join(by, command, reply);
        }

        @Override
        public void leave(Caller.Connected by, SessionId session, Reply<Outcome<Nothing>> reply) {
            real.leave(by, session, reply);
        }

        @Override
        public void get(Caller by, SessionId session, Reply<Outcome<SessionAnswers.Read>> reply) {
            real.get(by, session, reply);
        }

        @Override
        public void setRole(Caller by, SessionCommands.SetRole command, Reply<Outcome<Nothing>> reply) {
            real.setRole(by, command, reply);
        }
    }
}
