package dev.parley.gateway;

import dev.parley.application.Signals;
import dev.parley.application.access.Authenticator;
import dev.parley.application.core.Parley;
import dev.parley.application.events.EventAnswers;
import dev.parley.application.lanes.Ids;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.lanes.WallClock;
import dev.parley.protocol.rpc.Params;
import java.util.List;
import java.util.function.LongSupplier;

/// The gateway for every transport: hands out conversations. Thread-safe.
public final class ClientGateway implements Gateway {
    private final Parley core;
    private final Fanout fanout;
    private final Loops loops;
    private final Ports ports;
    private final ConnectionLimits limits;
    private final Pace pace;
    private final Hello hello;
    private final Calls calls;
    private final PresentConnections present = new PresentConnections();

    /// What the gateway needs from outside.
    ///
    /// @param nanoTime from any fixed point, and never back
    public record Ports(
            Authenticator authenticator, Ids ids, WallClock wallClock, LongSupplier nanoTime, Signals signals) {}

    public ClientGateway(Parley core, Fanout fanout, Loops loops, Ports ports, GatewaySettings settings, Hello hello) {
        this.core = core;
        this.fanout = fanout;
        this.loops = loops;
        this.ports = ports;
        this.limits = settings.connections();
        this.pace = new Pace(settings.rates(), ports.nanoTime());
        this.hello = hello;
        this.calls = new Calls(core, settings.patches(), pace);
    }

    @Override
    public Parley core() {
        return core;
    }

    @Override
    public Authenticator authenticator() {
        return ports.authenticator();
    }

    @Override
    public List<Loop> loops() {
        return loops.loops();
    }

    @Override
    public ConnectionLimits limits() {
        return limits;
    }

    @Override
    public Conversation begin(Peer peer, Loop loop, Outlet outlet) {
        return new ClientConversation(peer, loop, outlet, this);
    }

    @Override
    public void limitHit(String name) {
        ports.signals().limit(name);
    }

    @Override
    public StatelessCalls stateless() {
        return new MethodsWithoutConnection(calls, pace, ports.signals());
    }

    @Override
    public Conversation follow(
            Guest who, Params params, Loop loop, Outlet outlet, Reply<Outcome<EventAnswers.Subscribed>> begun) {
        Feed feed = new Feed(who, loop, outlet, this);
        feed.begin(params, begun);
        return feed;
    }

    /// Connections that have said `connect` and live.
    public int connected() {
        return present.size();
    }

    /// Bytes that wait for connections whose sockets are full.
    public long queuedBytes() {
        return fanout.queuedBytes();
    }

    Fanout fanout() {
        return fanout;
    }

    Ids ids() {
        return ports.ids();
    }

    Signals signals() {
        return ports.signals();
    }

    WallClock wallClock() {
        return ports.wallClock();
    }

    Hello hello() {
        return hello;
    }

    Pace pace() {
        return pace;
    }

    Calls calls() {
        return calls;
    }

    PresentConnections present() {
        return present;
    }
}
