package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flipkart.zjsonpatch.JsonPatch;
import dev.parley.domain.document.Applied;
import dev.parley.domain.document.Apply;
import dev.parley.domain.document.Document;
import dev.parley.domain.document.DocumentLimits;
import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatches;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.UserId;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One operation on a document, inverse included, and the same with zjsonpatch. Budget: 5 µs at 1 MB.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PatchBenchmark {
    private static final ClientId AUTHOR = new ClientId(new UserId("ann"), new DeviceId("d"));

    @Param({"1000", "100000", "1000000"})
    public int bytes;

    @Param({"replace", "add", "remove"})
    public String op = "";

    private Document document = Document.at(1, Unset.EMPTY);
    private dev.parley.domain.json.JsonPatch patch = dev.parley.domain.json.JsonPatch.EMPTY;
    private JsonNode theirDocument = Unset.NODES;
    private JsonNode theirPatch = Unset.NODES;

    /// What the fields hold before they are set up.
    private static final class Unset {
        static final Json EMPTY = new JsonString("");
        static final JsonNode NODES = new ObjectMapper().createObjectNode();
    }

    @Setup
    public void setUp() throws IOException {
        Json tasks = Tasks.ofBytes(bytes);
        document = Document.at(1, tasks);
        patch = new dev.parley.domain.json.JsonPatch(List.of(operation(Tasks.count(tasks) / 2)));
        ObjectMapper mapper = new ObjectMapper();
        theirDocument = mapper.readTree(CanonicalJson.text(tasks));
        theirPatch = mapper.readTree(CanonicalJson.text(JsonPatches.toJson(patch)));
    }

    private PatchOperation operation(int index) {
        JsonPointer item = JsonPointer.ROOT.child("items").child(Integer.toString(index));
        return switch (op) {
            case "replace" -> new PatchOperation.Replace(item.child("title"), new JsonString("Changed"));
            case "add" -> new PatchOperation.Add(item, Tasks.item(index));
            case "remove" -> new PatchOperation.Remove(item);
            default -> throw new IllegalArgumentException(op);
        };
    }

    @Benchmark
    public Applied parley() {
        return Apply.apply(document, patch, 2, AUTHOR, DocumentLimits.DEFAULT);
    }

    @Benchmark
    public JsonNode zjsonpatch() {
        return JsonPatch.apply(theirPatch, theirDocument);
    }
}
