package dev.parley.gateway;

import dev.parley.application.access.Authenticator;
import dev.parley.application.core.Parley;
import dev.parley.application.events.EventAnswers;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.protocol.rpc.Params;
import java.util.List;

/// What a transport gets to work with. Thread-safe.
public interface Gateway {
    /// The driving interfaces, for transports that answer calls without a conversation.
    Parley core();

    Authenticator authenticator();

    List<Loop> loops();

    ConnectionLimits limits();

    /// Counts what a limit of the transport's own refused or ended.
    ///
    /// @param name as `docs/limits.md` counts it
    default void limitHit(String name) {}

    /// Calls of clients without a connection. A gateway of tests may have none.
    default StatelessCalls stateless() {
        throw new IllegalStateException("no calls without a connection here");
    }

    /// Starts a dialogue on `loop`; call it there.
    Conversation begin(Peer peer, Loop loop, Outlet outlet);

    /// Subscribes to events without a dialogue, for transports that only tell: the outlet is written to as that of a
    /// dialogue is. Ends the outlet when the guest's token has expired. Call it on `loop`, and the conversation's
    /// `ended` whatever becomes of it.
    ///
    /// @param params of `events.subscribe`
    /// @param begun told once, on the loop and before anything is framed for the outlet; nothing follows a refusal
    default Conversation follow(
            Guest who, Params params, Loop loop, Outlet outlet, Reply<Outcome<EventAnswers.Subscribed>> begun) {
        throw new IllegalStateException("no subscriptions here");
    }
}
