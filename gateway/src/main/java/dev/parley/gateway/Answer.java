package dev.parley.gateway;

import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonWriter;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The one answer to one call. From any thread, once: encoded there, so that what a lane answers and what it tells
/// reach a connection in the lane's order.
interface Answer {
    void result(Consumer<JsonWriter> body);

    void refused(Problem problem);

    /// The answer `{}`.
    default void done() {
        result(out -> out.object().end());
    }

    /// For a driving call whose value is written as a result.
    default <T> Reply<Outcome<T>> as(BiConsumer<JsonWriter, T> writer) {
        return outcome -> {
            switch (outcome) {
                case Outcome.Done<T> done -> result(out -> writer.accept(out, done.value()));
                case Outcome.Refused<T> refused -> refused(refused.problem());
            }
        };
    }

    /// For a driving call that has only to be done.
    default Reply<Outcome<Nothing>> asDone() {
        return as((out, nothing) -> out.object().end());
    }
}
