package dev.parley.gateway;

import dev.parley.application.Signals;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonWriter;
import dev.parley.protocol.rpc.Incoming;
import dev.parley.protocol.rpc.ReplyWriter;
import java.util.Optional;
import java.util.function.Consumer;

/// The JSON-RPC response to a request.
///
/// @param id absent where the call was a notification: then nothing is sent
/// @param signals hears of limits that refused
/// @param completion takes the encoded answer, on the thread that gave it
record RpcAnswer(Optional<Bytes> id, Signals signals, Consumer<Optional<byte[]>> completion) implements Answer {
    /// The response to what is no request.
    static byte[] broken(Incoming.Broken broken, Signals signals) {
        broken.problem().limit().ifPresent(signals::limit);
        return ReplyWriter.error(broken.id(), broken.problem());
    }

    @Override
    public void result(Consumer<JsonWriter> body) {
        completion.accept(id.map(known -> ReplyWriter.result(known, body)));
    }

    @Override
    public void refused(Problem problem) {
        problem.limit().ifPresent(signals::limit);
        completion.accept(id.map(known -> ReplyWriter.error(known, problem)));
    }
}
