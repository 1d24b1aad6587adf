package dev.parley.protocol.rpc;

import dev.parley.domain.json.Json;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Writes what the server sends: JSON-RPC 2.0 responses (§5), errors (§5.1), notifications (§4.1) and
/// batches (§6).
public final class ReplyWriter {
    private ReplyWriter() {}

    /// @param id of the request, echoed byte for byte
    /// @param result writes one value
    public static byte[] result(Bytes id, Consumer<JsonWriter> result) {
        JsonWriter out = message().name("id").raw(id).name("result");
        result.accept(out);
        return out.end().toBytes();
    }

    /// @param id of the request, or `null` where it has none that could be read
    public static byte[] error(Bytes id, Problem problem) {
        JsonWriter out = message().name("id").raw(id).name("error").object();
        out.name("code").number(problem.code().rpcCode());
        out.name("message").string(problem.message());
        out.name("data");
        data(out, problem);
        return out.end().end().toBytes();
    }

    /// The `data` member of an error, which over HTTP is the whole body.
    public static void data(JsonWriter out, Problem problem) {
        out.object().name("code").string(problem.code().name());
        out.name("retryable").bool(problem.code().retryable());
        for (Map.Entry<String, Json> member : problem.data().members().entrySet()) {
            out.name(member.getKey()).json(member.getValue());
        }
        out.end();
    }

    /// @param params writes one object
    public static byte[] notification(String method, Consumer<JsonWriter> params) {
        JsonWriter out = message().name("method").string(method).name("params");
        params.accept(out);
        return out.end().toBytes();
    }

    /// The answers to a batch, in their order.
    ///
    /// @throws IllegalArgumentException where there are none: a batch of notifications is not answered at
    ///     all
    public static byte[] batch(List<byte[]> answers) {
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("no answers");
        }
        int size = answers.stream().mapToInt(answer -> answer.length + 1).sum() + 1;
        JsonWriter out = new JsonWriter(size).array();
        answers.forEach(out::raw);
        return out.end().toBytes();
    }

    private static JsonWriter message() {
        return new JsonWriter().object().name("jsonrpc").string("2.0");
    }
}
