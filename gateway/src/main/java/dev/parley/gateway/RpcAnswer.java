package dev.parley.gateway;

import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonWriter;
import dev.parley.protocol.rpc.ReplyWriter;
import java.util.Optional;
import java.util.function.Consumer;

/// The JSON-RPC response to a request.
///
/// @param id absent where the call was a notification: then nothing is sent
/// @param completion takes the encoded answer, on the thread that gave it
record RpcAnswer(Optional<Bytes> id, Consumer<Optional<byte[]>> completion) implements Answer {
    @Override
    public void result(Consumer<JsonWriter> body) {
        completion.accept(id.map(known -> ReplyWriter.result(known, body)));
    }

    @Override
    public void refused(Problem problem) {
        completion.accept(id.map(known -> ReplyWriter.error(known, problem)));
    }
}
