package dev.parley.gateway;

import dev.parley.application.delivery.Caller;
import dev.parley.domain.access.Principal;
import dev.parley.protocol.rpc.Params;

/// A client that has nothing between two of its requests but its name.
record StatelessClient(Caller.Stateless caller) implements Requester {
    StatelessClient(Principal principal) {
        this(new Caller.Stateless(principal));
    }

    /// Nobody counts for it.
    @Override
    public long typingSeq(Params typing) {
        return typing.atLeast1("seq");
    }
}
