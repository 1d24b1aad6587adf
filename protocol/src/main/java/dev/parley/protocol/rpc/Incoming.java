package dev.parley.protocol.rpc;

import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.Problem;
import java.util.List;

/// What one message from a client holds.
public sealed interface Incoming {
    /// What can stand alone or in a batch.
    sealed interface Member extends Incoming {}

    record Single(Request request) implements Member {}

    /// No request.
    ///
    /// @param id to answer with: the client's where it is sound, else `null`
    record Broken(Problem problem, Bytes id) implements Member {}

    /// Requests in one message (JSON-RPC 2.0 §6), answered in one message, in this order.
    record Batch(List<Member> members) implements Incoming {
        public Batch {
            members = List.copyOf(members);
        }
    }
}
