package dev.parley.adapters.http;

import dev.parley.application.access.Authenticator;
import dev.parley.application.core.Parley;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.gateway.Conversation;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Outlet;
import dev.parley.gateway.Peer;
import dev.parley.gateway.SelectorLoop;
import dev.parley.gateway.StatelessCalls;
import dev.parley.protocol.rpc.Incoming;
import dev.parley.protocol.rpc.Params;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Signs everybody in, takes every call and answers none.
final class SilentGateway implements Gateway, StatelessCalls {
    private final SelectorLoop loop = SelectorLoop.start("silent");
    final AtomicInteger taken = new AtomicInteger();

    @Override
    public Parley core() {
        throw new IllegalStateException("the text of an exception");
    }

    @Override
    public Authenticator authenticator() {
        return (token, reply) -> {
            if (!token.equals("slow")) {
                reply.accept(new Outcome.Done<>(
                        new Authenticator.Identity(TenantId.DEFAULT, new UserId(token), Grants.ALL)));
            }
        };
    }

    @Override
    public List<Loop> loops() {
        return List.of(loop);
    }

    @Override
    public ConnectionLimits limits() {
        return ConnectionLimits.DEFAULTS;
    }

    @Override
    public StatelessCalls stateless() {
        return this;
    }

    @Override
    public Conversation begin(Peer peer, Loop on, Outlet outlet) {
        throw new IllegalStateException("no dialogue here");
    }

    @Override
    public void answer(Principal by, Incoming.Member member, Consumer<Optional<byte[]>> answer) {
        taken.incrementAndGet();
    }

    @Override
    public Optional<Problem> refusal(Principal by, String method) {
        return Optional.empty();
    }

    @Override
    public void run(Principal by, String method, Params params, Reply<Outcome<byte[]>> reply) {
        taken.incrementAndGet();
    }

    void stop() throws InterruptedException {
        loop.stop();
    }
}
