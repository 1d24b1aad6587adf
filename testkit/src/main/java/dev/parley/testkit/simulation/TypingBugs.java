package dev.parley.testkit.simulation;

import dev.parley.application.core.Parley;
import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Ids;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.presence.Connections;
import dev.parley.application.typing.Typing;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.DeviceId;
import java.util.HashMap;
import java.util.Map;

/// Wrong ways to keep typing.
final class TypingBugs {
    private TypingBugs() {}

    static PlantedBug.Wiring withoutEpochs() {
        return new PlantedBug.Wiring() {
            @Override
            public Ids ids(Ids ids) {
                long only = ids.nextConnectionEpoch();
                return new Ids() {
                    @Override
                    public String fresh() {
                        return ids.fresh();
                    }

                    @Override
                    public long nextConnectionEpoch() {
                        return only;
                    }
                };
            }
        };
    }

    static PlantedBug.Wiring closingNewer() {
        return new PlantedBug.Wiring() {
            @Override
            public Parley core(Parley core) {
                return new Parley(new ClosingNewer(core.connections()), core.typing(), core.sessions(), core.events());
            }
        };
    }

    private static final class ClosingNewer implements Connections {
        private final Connections real;
        private final Map<ClientId, Principal> newest = new HashMap<>();

        ClosingNewer(Connections real) {
            this.real = real;
        }

        @Override
        public void opened(Caller.Connected who, TypingCommands.Resume resume) {
            newest.put(who.principal().client(), who.principal());
            real.opened(who, resume);
        }

        @Override
        public void closed(Principal who, ConnectionId connection, boolean clean) {
            real.closed(newest.getOrDefault(who.client(), who), connection, clean);
        }
    }

    static PlantedBug.Wiring leasesByUser() {
        return new PlantedBug.Wiring() {
            @Override
            public Parley core(Parley core) {
                return new Parley(core.connections(), new ByUser(core.typing()), core.sessions(), core.events());
            }
        };
    }

    private record ByUser(Typing real) implements Typing {
        @Override
        public void start(Caller.Connected by, TypingCommands.Start command, Reply<Outcome<Nothing>> reply) {
            real.start(user(by), command, reply);
        }

        @Override
        public void stop(Caller.Connected by, TypingCommands.Stop command, Reply<Outcome<Nothing>> reply) {
            real.stop(user(by), command, reply);
        }

        @Override
        public void clear(Caller by, TypingCommands.Clear command, Reply<Nothing> reply) {
            real.clear(
                    switch (by) {
                        case Caller.Connected connected -> user(connected);
                        case Caller.Stateless stateless -> stateless;
                    },
                    command,
                    reply);
        }

        private static Caller.Connected user(Caller.Connected by) {
            Principal who = by.principal();
            DeviceId any = new DeviceId("any");
            return new Caller.Connected(
                    new Principal(who.tenant(), who.user(), any, who.epoch(), who.grants()), by.subscriber());
        }
    }
}
