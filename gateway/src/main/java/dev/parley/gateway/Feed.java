package dev.parley.gateway;

import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Ending;
import dev.parley.application.events.EventAnswers;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.rpc.Params;
import dev.parley.protocol.rpc.Refusal;
import dev.parley.protocol.rpc.ReplyWriter;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/// One subscription to events and nothing else: told by the same way, and with the same limits, as what a dialogue
/// subscribes to. It is nobody's presence and no device's connection. One thread: the loop.
final class Feed implements Conversation {
    private final Loop loop;
    private final ClientGateway gateway;
    private final Outbox outbox;
    private final Caller.Connected caller;
    private final Lane.Timer expiry;
    private boolean over;

    Feed(Guest who, Loop loop, Outlet outlet, ClientGateway gateway) {
        this.loop = loop;
        this.gateway = gateway;
        this.outbox = new Outbox(gateway.fanout().desk(loop), outlet, gateway.limits());
        ConnectionId id = new ConnectionId(gateway.ids().fresh());
        Mailbox mailbox = new Mailbox(id, loop, outbox, outlet);
        this.caller = new Caller.Connected(who.principal(), mailbox);
        this.expiry = TokenLife.whenExpired(who.expiresAtMillis(), loop, mailbox, gateway);
    }

    /// @param begun told on the loop, before the first message is framed
    void begin(Params params, Reply<Outcome<EventAnswers.Subscribed>> begun) {
        Optional<Problem> tooFast = gateway.pace().refusal(new StatelessClient(caller.principal()), "events.subscribe");
        if (tooFast.isPresent()) {
            begun.accept(new Outcome.Refused<>(tooFast.get()));
            return;
        }
        try {
            gateway.core().events().subscribe(caller, EventCalls.subscription(params), loop.here(outcome -> {
                if (!over) {
                    begun.accept(outcome);
                    sayBegun(outcome);
                }
            }));
        } catch (Refusal refusal) {
            begun.accept(new Outcome.Refused<>(refusal.problem()));
        }
    }

    private void sayBegun(Outcome<EventAnswers.Subscribed> outcome) {
        if (outcome instanceof Outcome.Done<EventAnswers.Subscribed>(EventAnswers.Subscribed it)) {
            byte[] text = ReplyWriter.notification("subscribed", out -> EventAnswerText.subscribed(out, it));
            Notification subscribed = new Notification(text, "subscribed", OptionalLong.of(it.offset()));
            outbox.add(Encoded.of(subscribed, Optional.empty()));
        }
    }

    /// Whoever listens has nothing to say.
    @Override
    public void received(ByteBuffer message) {
        message.position(message.limit());
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
    public void ended(Ending why) {
        over = true;
        expiry.cancel();
        outbox.ended();
        gateway.core().events().ended(caller);
    }
}
