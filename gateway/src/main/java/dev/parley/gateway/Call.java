package dev.parley.gateway;

import dev.parley.protocol.rpc.Params;

/// One method of the protocol: reads its parameters, calls the core, answers once. Bad parameters throw
/// [dev.parley.protocol.rpc.Refusal].
///
/// @param <C> who may call it: [Requester] for a method that needs no connection, [Client] for one that does
interface Call<C extends Requester> {
    void run(C client, Params params, Answer answer);
}
