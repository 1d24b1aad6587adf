package dev.parley.gateway;

import dev.parley.protocol.rpc.Params;

/// One method of the protocol: reads its parameters, calls the core, answers once. Bad parameters throw
/// [dev.parley.protocol.rpc.Refusal].
interface Call {
    void run(Client client, Params params, Answer answer);
}
