package dev.parley.gateway;

import dev.parley.application.delivery.Caller;
import dev.parley.domain.access.Principal;
import java.util.OptionalLong;

/// A client after `connect`. One thread: the loop.
final class Client {
    private final Caller.Connected caller;
    private long highestTypingSeq;

    Client(Principal principal, Mailbox mailbox) {
        this.caller = new Caller.Connected(principal, mailbox);
    }

    Caller.Connected caller() {
        return caller;
    }

    Principal principal() {
        return caller.principal();
    }

    /// The client's own counter where it keeps one, else one more than this connection's highest so far.
    long typingSeq(OptionalLong given) {
        long seq = given.orElse(highestTypingSeq + 1);
        highestTypingSeq = Math.max(highestTypingSeq, seq);
        return seq;
    }
}
