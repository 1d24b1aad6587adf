package dev.parley.gateway;

import dev.parley.application.delivery.Ending;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.protocol.rpc.Incoming;
import dev.parley.protocol.rpc.RequestReader;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/// The JSON-RPC dialogue of one connection. One thread: the loop.
final class ClientConversation implements Conversation {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Loop loop;
    private final Outlet outlet;
    private final ClientGateway gateway;
    private final Outbox outbox;
    private final Mailbox mailbox;
    private final ConnectGate gate;
    private int unanswered;
    private boolean paused;
    private boolean over;

    ClientConversation(Peer peer, Loop loop, Outlet outlet, ClientGateway gateway) {
        this.loop = loop;
        this.outlet = outlet;
        this.gateway = gateway;
        this.outbox = new Outbox(gateway.fanout().desk(loop), outlet, gateway.limits());
        this.mailbox = new Mailbox(new ConnectionId(gateway.ids().fresh()), loop, outbox, outlet);
        this.gate = new ConnectGate(this, peer, loop, gateway);
        loop.after(gateway.limits().connectWithinMillis() * NANOS_PER_MILLI, this::requireConnect);
    }

    Mailbox mailbox() {
        return mailbox;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void received(ByteBuffer message) {
        switch (RequestReader.read(message)) {
            case Incoming.Member alone -> take(alone, this::say);
            case Incoming.Batch batch -> new BatchRun(batch.members(), this::take, this::say).next();
        }
    }

    /// @param done takes the answer on the loop, empty for a notification
    private void take(Incoming.Member member, Consumer<Optional<byte[]>> done) {
        switch (member) {
            case Incoming.Broken broken -> done.accept(Optional.of(RpcAnswer.broken(broken, gateway.signals())));
            case Incoming.Single single -> {
                begun();
                Answer answer = new RpcAnswer(
                        single.request().id(),
                        gateway.signals(),
                        message -> loop.execute(() -> {
                            answered();
                            done.accept(message);
                        }));
                gate.pass(single.request(), answer);
            }
        }
    }

    private void say(Optional<byte[]> message) {
        message.ifPresent(bytes -> outbox.add(new Encoded(bytes, Optional.empty())));
    }

    private void begun() {
        unanswered++;
        if (!paused && unanswered >= gateway.limits().maxUnanswered()) {
            paused = true;
            gateway.limitHit("unanswered");
            outlet.reading(false);
        }
    }

    private void answered() {
        unanswered--;
        if (paused && !over && unanswered < gateway.limits().maxUnanswered() / 2) {
            paused = false;
            outlet.reading(true);
        }
    }

    @Override
    public void send(ByteBuffer frame) {
        outbox.addFrame(frame);
    }

    @Override
    public void drained() {
        outbox.drained();
    }

    @Override
    public LogContext about() {
        return gate.client()
                .map(client -> LogContext.of(client.caller()))
                .orElseGet(() -> LogContext.NONE.with("connection", mailbox.id().value()));
    }

    @Override
    public void ended(Ending why) {
        over = true;
        outbox.ended();
        gate.ended();
        gate.client().ifPresent(client -> {
            gateway.present().remove(mailbox.id());
            gateway.core().connections().closed(client.principal(), mailbox.id(), why.clean());
            gateway.core().events().ended(client.caller());
        });
    }

    private void requireConnect() {
        if (!over && gate.client().isEmpty()) {
            gateway.limitHit("connectWithin");
            outlet.end(Ending.NOT_CONNECTED);
        }
    }
}
