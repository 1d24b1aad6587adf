package dev.parley.gateway;

import dev.parley.application.delivery.Caller;
import dev.parley.protocol.rpc.Params;

/// Who sends a request: a client over its connection, or one without.
sealed interface Requester permits Client, StatelessClient {
    Caller caller();

    /// The number of a typing frame.
    ///
    /// @param typing where `seq` may stand
    long typingSeq(Params typing);
}
