package dev.parley.adapters.websocket;

import dev.parley.application.access.Authenticator;
import dev.parley.application.core.Parley;
import dev.parley.application.delivery.Ending;
import dev.parley.application.lanes.Outcome;
import dev.parley.domain.access.Grants;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.gateway.Conversation;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Outlet;
import dev.parley.gateway.Peer;
import dev.parley.gateway.SelectorLoop;
import dev.parley.listener.Listener;
import dev.parley.listener.ListenerSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The real transport on a real listener and real loops, with an echo in place of the dialogue.
final class EchoServer implements AutoCloseable {
    /// Defaults, but for pings: the first comes at a random moment, and most tests expect other frames.
    static final WebSocketSettings QUIET = WebSocketSettings.DEFAULTS.withTimes(30_000, 86_400_000, 8_000, 500);

    private final List<SelectorLoop> loops = List.of(SelectorLoop.start("echo-0"), SelectorLoop.start("echo-1"));
    private final Listener listener;
    final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    final BlockingQueue<Runnable> resumes = new LinkedBlockingQueue<>();

    private EchoServer(
            ListenerSettings listening, WebSocketSettings settings, ConnectionLimits limits, boolean binary) {
        listener =
                Listener.start(listening, List.of(new WebSocketTransport(settings)), new EchoGateway(limits, binary));
    }

    static EchoServer start(WebSocketSettings settings) {
        return start(ListenerSettings.DEFAULTS.at("127.0.0.1", 0), settings);
    }

    static EchoServer start(ListenerSettings listening, WebSocketSettings settings) {
        return new EchoServer(listening, settings, ConnectionLimits.DEFAULTS, false);
    }

    static EchoServer startWithBinary(ListenerSettings listening, WebSocketSettings settings, ConnectionLimits limits) {
        return new EchoServer(listening, settings, limits, true);
    }

    int port() {
        return listener.port();
    }

    void drain(Duration spread) {
        listener.drain(spread);
    }

    @Override
    public void close() {
        listener.close();
        loops.forEach(EchoServer::stop);
    }

    private static void stop(SelectorLoop loop) {
        try {
            loop.stop();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private final class EchoGateway implements Gateway {
        private final ConnectionLimits limits;
        private final boolean binary;

        EchoGateway(ConnectionLimits limits, boolean binary) {
            this.limits = limits;
            this.binary = binary;
        }

        @Override
        public Parley core() {
            throw new IllegalStateException("an echo has no core");
        }

        /// Knows the token `good`, says nothing to `silence`.
        @Override
        public Authenticator authenticator() {
            return (token, reply) -> {
                switch (token) {
                    case "good" ->
                        reply.accept(new Outcome.Done<>(
                                new Authenticator.Identity(new TenantId("default"), new UserId("alice"), Grants.NONE)));
                    case "silence" -> {}
                    default -> reply.accept(Outcome.refused(ErrorCode.UNAUTHENTICATED, "no"));
                }
            };
        }

        @Override
        public List<Loop> loops() {
            return List.copyOf(loops);
        }

        @Override
        public ConnectionLimits limits() {
            return limits;
        }

        @Override
        public Conversation begin(Peer peer, Loop loop, Outlet outlet) {
            peers.add(peer);
            EchoConversation echo = binary
                    ? new EchoConversation.WithBinary(outlet, endings::add)
                    : new EchoConversation(outlet, endings::add);
            resumes.add(() -> loop.execute(echo::resume));
            return echo;
        }
    }
}
