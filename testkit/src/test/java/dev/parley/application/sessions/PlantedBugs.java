package dev.parley.application.sessions;

import dev.parley.application.Grade;
import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Servers that are wrong in one way each; the simulation has to notice.
final class PlantedBugs {
    private PlantedBugs() {}

    static Sessions none(SessionWorld world) {
        return new Altered(world, UnaryOperator.identity());
    }

    /// Every send looks new.
    static Sessions withoutDeduplication(SessionWorld world) {
        return new Altered(
                world,
                submit -> new SessionCommands.Submit(
                        submit.session(),
                        submit.epoch(),
                        submit.baseVersion(),
                        1_000_000 + world.nextEpoch(),
                        submit.patch(),
                        submit.mode(),
                        submit.typing()));
    }

    /// Deduplication in the server's memory only.
    static OperationLog forgettingSettlements(OperationLog log) {
        return new Wrapped(log) {
            private long number = 1_000_000;

            @Override
            public void load(SessionKey session, Reply<Loaded> reply) {
                super.load(
                        session,
                        loaded -> reply.accept(
                                loaded instanceof Loaded.Found found
                                        ? new Loaded.Found(found.epoch(), found.snapshot(), found.tail(), Map.of())
                                        : loaded));
            }

            @Override
            public void append(Append append, Reply<Appended> reply) {
                super.append(
                        new Append(
                                append.session(),
                                append.fence(),
                                append.expected(),
                                append.changes().stream().map(this::unsettled).toList()),
                        reply);
            }

            private Change unsettled(Change change) {
                if (!(change instanceof Change.Patched patched)) {
                    return change;
                }
                Settlement real = patched.settlement();
                Settlement other = new Settlement(real.client(), ++number, real.submitted(), real.answer());
                return new Change.Patched(
                        patched.by(), patched.timeMillis(), patched.patch(), patched.inverse(), other);
            }
        };
    }

    /// The server believes that a version is stored while it is not: it tells its speculative state.
    static OperationLog answeringTooEarly(OperationLog log) {
        return new Wrapped(log) {
            @Override
            public void append(Append append, Reply<Appended> reply) {
                if (append.expected() == 0) {
                    super.append(append, reply);
                    return;
                }
                reply.accept(new Appended.Durable(append.expected() + 1, append.expected() + 1));
                super.append(append, _ -> {});
            }
        };
    }

    static class Wrapped implements OperationLog {
        private final OperationLog log;

        Wrapped(OperationLog log) {
            this.log = log;
        }

        @Override
        public Grade grade() {
            return log.grade();
        }

        @Override
        public void load(SessionKey session, Reply<Loaded> reply) {
            log.load(session, reply);
        }

        @Override
        public void append(Append append, Reply<Appended> reply) {
            log.append(append, reply);
        }

        @Override
        public void read(SessionKey session, long after, int max, Reply<Changes> reply) {
            log.read(session, after, max, reply);
        }
    }

    /// The server of the moment: there is another one after each crash.
    private record Altered(SessionWorld world, UnaryOperator<SessionCommands.Submit> altered) implements Sessions {
        @Override
        public void create(Caller by, SessionCommands.Create command, Reply<Outcome<SessionAnswers.Created>> reply) {
            world.sessions().create(by, command, reply);
        }

        @Override
        public void join(
                Caller.Connected by, SessionCommands.Join command, Reply<Outcome<SessionAnswers.Joined>> reply) {
            world.sessions().join(by, command, reply);
        }

        @Override
        public void leave(Caller.Connected by, SessionId session, Reply<Outcome<Nothing>> reply) {
            world.sessions().leave(by, session, reply);
        }

        @Override
        public void get(Caller by, SessionId session, Reply<Outcome<SessionAnswers.Read>> reply) {
            world.sessions().get(by, session, reply);
        }

        @Override
        public void patch(
                Caller by, SessionCommands.Submit command, Reply<Outcome<SessionAnswers.Acknowledged>> reply) {
            world.sessions().patch(by, altered.apply(command), reply);
        }

        @Override
        public void setRole(Caller by, SessionCommands.SetRole command, Reply<Outcome<Nothing>> reply) {
            world.sessions().setRole(by, command, reply);
        }
    }
}
