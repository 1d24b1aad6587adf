package dev.parley.gateway;

import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonWriter;
import dev.parley.protocol.rpc.ReplyWriter;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The one answer to one call. From any thread, once: encoded there, so that what a lane answers and what it tells
/// reach the connection in the lane's order.
final class Answer {
    private final Loop loop;
    private final Optional<Bytes> id;
    private final Consumer<Optional<byte[]>> completion;

    /// @param id absent where the call was a notification: then nothing is sent
    /// @param completion takes the encoded answer, on the loop
    Answer(Loop loop, Optional<Bytes> id, Consumer<Optional<byte[]>> completion) {
        this.loop = loop;
        this.id = id;
        this.completion = completion;
    }

    void result(Consumer<JsonWriter> body) {
        complete(id.map(known -> ReplyWriter.result(known, body)));
    }

    void refused(Problem problem) {
        complete(id.map(known -> ReplyWriter.error(known, problem)));
    }

    /// The answer `{}`.
    void done() {
        result(out -> out.object().end());
    }

    /// For a driving call whose value is written as a result.
    <T> Reply<Outcome<T>> as(BiConsumer<JsonWriter, T> writer) {
        return outcome -> {
            switch (outcome) {
                case Outcome.Done<T> done -> result(out -> writer.accept(out, done.value()));
                case Outcome.Refused<T> refused -> refused(refused.problem());
            }
        };
    }

    /// For a driving call that has only to be done.
    Reply<Outcome<Nothing>> asDone() {
        return as((out, nothing) -> out.object().end());
    }

    private void complete(Optional<byte[]> message) {
        loop.execute(() -> completion.accept(message));
    }
}
