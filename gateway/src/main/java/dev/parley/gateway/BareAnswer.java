package dev.parley.gateway;

import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonWriter;
import java.util.function.Consumer;

/// A result as JSON without an envelope, for transports that have other means to say what became of a call.
///
/// @param reply takes it on the thread that gave it
record BareAnswer(Reply<Outcome<byte[]>> reply) implements Answer {
    @Override
    public void result(Consumer<JsonWriter> body) {
        JsonWriter out = new JsonWriter();
        body.accept(out);
        reply.accept(new Outcome.Done<>(out.toBytes()));
    }

    @Override
    public void refused(Problem problem) {
        reply.accept(new Outcome.Refused<>(problem));
    }
}
