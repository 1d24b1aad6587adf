package dev.parley.benchmarks;

import dev.parley.domain.document.Applied;
import dev.parley.domain.document.Apply;
import dev.parley.domain.document.Document;
import dev.parley.domain.document.DocumentLimits;
import dev.parley.domain.document.Rebase;
import dev.parley.domain.document.Rebased;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.UserId;
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

/// One operation carried over concurrent insertions before it, committed version included.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RebaseBenchmark {
    private static final ClientId FIRST = client("ann");
    private static final ClientId SECOND = client("ben");

    @Param({"1000", "100000", "1000000"})
    public int bytes;

    @Param({"1", "10", "100"})
    public int concurrent;

    @Param({"replace", "add"})
    public String op = "";

    private Document base = Document.at(1, new JsonString(""));
    private Document head = base;
    private JsonPatch patch = JsonPatch.EMPTY;

    @Setup
    public void setUp() {
        Json tasks = Tasks.ofBytes(bytes);
        base = Document.at(1, tasks);
        head = base;
        for (int i = 0; i < concurrent; i++) {
            JsonPatch insertion = new JsonPatch(List.of(new PatchOperation.Add(item(0), Tasks.item(i))));
            head = done(Apply.apply(head, insertion, head.version() + 1, FIRST, DocumentLimits.DEFAULT));
        }
        JsonPointer target = item(Tasks.count(tasks) / 2);
        patch = new JsonPatch(List.of(
                op.equals("add")
                        ? new PatchOperation.Add(target, Tasks.item(7))
                        : new PatchOperation.Replace(target.child("title"), new JsonString("Changed"))));
    }

    private static JsonPointer item(int index) {
        return JsonPointer.ROOT.child("items").child(Integer.toString(index));
    }

    private static Document done(Applied applied) {
        return switch (applied) {
            case Applied.Done done -> done.document();
            case Applied.Failed failed -> throw new IllegalStateException(failed.toString());
        };
    }

    @Benchmark
    public Rebased rebase() {
        return Rebase.rebase(base, patch, head, SECOND, head.version() + 1, DocumentLimits.DEFAULT);
    }

    private static ClientId client(String user) {
        return new ClientId(new UserId(user), new DeviceId("d"));
    }
}
