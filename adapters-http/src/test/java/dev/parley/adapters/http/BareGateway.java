package dev.parley.adapters.http;

import dev.parley.application.access.Authenticator;
import dev.parley.application.core.Parley;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.gateway.Conversation;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Outlet;
import dev.parley.gateway.Peer;
import dev.parley.gateway.SelectorLoop;
import java.util.List;

/// Just enough of a gateway for a listener; what these tests do never reaches the core.
final class BareGateway implements Gateway {
    private final SelectorLoop loop = SelectorLoop.start("http-test");

    @Override
    public Parley core() {
        throw new IllegalStateException("files and health have no core");
    }

    @Override
    public Authenticator authenticator() {
        throw new IllegalStateException("files and health are for anybody");
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
    public Conversation begin(Peer peer, Loop on, Outlet outlet) {
        throw new IllegalStateException("files and health hold no dialogue");
    }

    void stop() throws InterruptedException {
        loop.stop();
    }
}
