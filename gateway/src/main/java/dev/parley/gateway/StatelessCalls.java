package dev.parley.gateway;

import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.rpc.Incoming;
import dev.parley.protocol.rpc.Params;
import java.util.Optional;
import java.util.function.Consumer;

/// Calls of clients without a connection. Thread-safe, and it never waits: parameters are read on the caller's thread,
/// answers come on the thread that has them.
///
/// A method that means something over a connection only answers `CONNECTION_REQUIRED`. Callers have the connection
/// epoch 0.
public interface StatelessCalls {
    /// One member of a JSON-RPC message.
    ///
    /// @param answer takes the encoded response, empty for a notification; once
    void answer(Principal by, Incoming.Member member, Consumer<Optional<byte[]>> answer);

    /// Whether a call comes too fast, for transports that make it of the core themselves: those of this interface ask
    /// on their own.
    Optional<Problem> refusal(Principal by, String method);

    /// One method, for transports that say in their own way what is called.
    ///
    /// @param reply takes the result as JSON, without an envelope; once
    void run(Principal by, String method, Params params, Reply<Outcome<byte[]>> reply);
}
