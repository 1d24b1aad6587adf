package dev.parley.testkit;

import dev.parley.application.Signals;
import dev.parley.application.access.Authenticator;
import dev.parley.application.core.Parley;
import dev.parley.application.core.ParleySettings;
import dev.parley.application.core.Surroundings;
import dev.parley.application.lanes.Ids;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.lanes.Work;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import dev.parley.gateway.ClientGateway;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.gateway.Fanout;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.GatewaySettings;
import dev.parley.gateway.Hello;
import dev.parley.gateway.Loops;
import dev.parley.gateway.RateLimits;
import dev.parley.gateway.SelectorLoop;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The real gateway over the real core, on two real loops, with stores in memory: what a transport needs to be tried
/// over real sockets. The token `user:<name>` signs in that user with every right. Thread-safe.
public final class LiveGateway implements AutoCloseable {
    private static final String TOKEN = "user:";

    private final List<SelectorLoop> loops = List.of(SelectorLoop.start("live-0"), SelectorLoop.start("live-1"));
    private final ClientGateway gateway;

    private LiveGateway(ConnectionLimits limits) {
        Loops lanes = new Loops(loops);
        Fanout fanout = new Fanout(lanes.loops(), lanes);
        InMemoryOperationLog operations = new InMemoryOperationLog();
        Counted ids = new Counted();
        Surroundings around = new Surroundings(
                lanes,
                fanout,
                new Surroundings.Storage(operations, new InMemorySnapshots(operations), new InMemoryEventLog()),
                new Inline(),
                System::currentTimeMillis,
                ids,
                Signals.NONE,
                1);
        ParleySettings settings = ParleySettings.DEFAULTS.with(SessionSettings.DEFAULT.withJoinRole(Role.EDITOR));
        gateway = new ClientGateway(
                Parley.assemble(around, settings),
                fanout,
                lanes,
                new ClientGateway.Ports(
                        LiveGateway::authenticate, ids, System::currentTimeMillis, System::nanoTime, Signals.NONE),
                new GatewaySettings(limits, RateLimits.NONE, PatchLimits.DEFAULT),
                new Hello("live", JsonObject.EMPTY, JsonObject.EMPTY, List.of()));
    }

    public static LiveGateway start() {
        return start(ConnectionLimits.DEFAULTS);
    }

    public static LiveGateway start(ConnectionLimits limits) {
        return new LiveGateway(limits);
    }

    /// The token of a user.
    public static String token(String user) {
        return TOKEN + user;
    }

    public Gateway gateway() {
        return gateway;
    }

    /// Connections that have said `connect` and live.
    public int connected() {
        return gateway.connected();
    }

    private static void authenticate(String token, Reply<Outcome<Authenticator.Identity>> reply) {
        reply.accept(
                token.startsWith(TOKEN)
                        ? new Outcome.Done<>(new Authenticator.Identity(
                                TenantId.DEFAULT, new UserId(token.substring(TOKEN.length())), Grants.ALL))
                        : Outcome.refused(ErrorCode.UNAUTHENTICATED, "the token is missing or not valid"));
    }

    @Override
    public void close() {
        try {
            for (SelectorLoop loop : loops) {
                loop.stop();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Counted implements Ids {
        private final AtomicLong names = new AtomicLong();
        private final AtomicLong epochs = new AtomicLong();

        @Override
        public String fresh() {
            return "id-" + names.incrementAndGet();
        }

        @Override
        public long nextConnectionEpoch() {
            return epochs.incrementAndGet();
        }
    }

    /// Large work is rare in tests of transports.
    private static final class Inline implements Work {
        @Override
        public <T> void run(Supplier<T> job, Reply<T> reply) {
            reply.accept(job.get());
        }
    }
}
