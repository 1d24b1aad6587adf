package dev.parley.gateway;

import dev.parley.application.delivery.Caller;
import dev.parley.domain.access.Principal;
import dev.parley.protocol.rpc.Params;

/// A client after `connect`. One thread: the loop.
final class Client implements Requester {
    private final Caller.Connected caller;
    private final Bucket bucket;
    private long highestTypingSeq;

    Client(Principal principal, Mailbox mailbox, Bucket bucket) {
        this.caller = new Caller.Connected(principal, mailbox);
        this.bucket = bucket;
    }

    @Override
    public Caller.Connected caller() {
        return caller;
    }

    /// Of calls over this connection.
    Bucket bucket() {
        return bucket;
    }

    Principal principal() {
        return caller.principal();
    }

    /// The client's own counter where it keeps one, else one more than this connection's highest so far.
    @Override
    public long typingSeq(Params typing) {
        long seq = typing.optionalAtLeast1("seq").orElse(highestTypingSeq + 1);
        highestTypingSeq = Math.max(highestTypingSeq, seq);
        return seq;
    }
}
