package dev.parley.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.json.RandomJson;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/// What holds for every pair of concurrent patches: *a* is committed on the base, *b* rebased over it.
///
/// `-Dparley.rebase.pairs=n` runs more.
class RebasePropertiesTest {
    private static final int PAIRS = Integer.getInteger("parley.rebase.pairs", 3_000);
    private static final ClientId ANN = client("ann");
    private static final ClientId BEN = client("ben");
    private static final DocumentLimits LIMITS = DocumentLimits.DEFAULT;

    /// P1, P3: the committed patch alone, on a replica that read the head as a snapshot, gives the same document.
    @Test
    void the_result_applies_strictly_at_the_head_and_on_every_replica() {
        forEachSeed(seed -> {
            Pair pair = Pair.random(seed);
            if (pair.rebased() instanceof Rebased.Merged merged) {
                Document snapshot = Document.at(2, pair.head().json());
                Document replica = done(Apply.apply(snapshot, merged.asCommitted(), 3, BEN, LIMITS));
                assertThat(replica.json())
                        .as("seed %d", seed)
                        .isEqualTo(merged.result().json());
            }
        });
    }

    /// P3: two that began alike number alike; one that began later places alike.
    @Test
    void replicas_number_and_place_alike() {
        forEachSeed(seed -> {
            Pair pair = Pair.random(seed);
            if (!(pair.rebased() instanceof Rebased.Merged merged)
                    || !merged.asCommitted().writes()) {
                return;
            }
            Document replica = done(Apply.apply(pair.head(), merged.asCommitted(), 3, BEN, LIMITS));
            assertThat(Identities.of(replica)).as("seed %d", seed).isEqualTo(Identities.of(merged.result()));

            Document late = Document.at(2, pair.head().json());
            JsonPatch next = new RandomPatches(new SplittableRandom(seed), RandomPatches.REBASED).on(late.json(), 3);
            Document lateHead = done(Apply.apply(late, merged.asCommitted(), 3, BEN, LIMITS));
            assertThat(outcome(Rebase.rebase(late, next, lateHead, ANN, 4, LIMITS)))
                    .as("seed %d", seed)
                    .isEqualTo(outcome(Rebase.rebase(pair.head(), next, merged.result(), ANN, 4, LIMITS)));
        });
    }

    private static Object outcome(Rebased rebased) {
        return switch (rebased) {
            case Rebased.Merged merged -> List.of(merged.asCommitted(), merged.dropped());
            case Rebased.Refused refused -> refused;
        };
    }

    /// P2, on the long way too: over a patch that changed nothing.
    @Test
    void a_rebase_over_nothing_changes_nothing() {
        forEachSeed(seed -> {
            Pair pair = Pair.random(seed);
            Document untouched = done(Apply.apply(pair.base(), JsonPatch.EMPTY, 2, ANN, LIMITS));
            for (Document head : List.of(pair.base(), untouched)) {
                Rebased rebased = Rebase.rebase(pair.base(), pair.b(), head, BEN, 3, LIMITS);
                assertThat(rebased).as("seed %d", seed).isInstanceOfSatisfying(Rebased.Merged.class, merged -> {
                    assertThat(merged.asCommitted()).as("seed %d", seed).isEqualTo(pair.b());
                    assertThat(merged.dropped()).as("seed %d", seed).isEmpty();
                });
            }
        });
    }

    /// P6 and P7: the inverse leads back to the head, and from b's own view over a to where the server is.
    @Test
    void both_orders_meet_by_the_inverse() {
        forEachSeed(seed -> {
            Pair pair = Pair.random(seed);
            if (!(pair.rebased() instanceof Rebased.Merged merged)
                    || !merged.asCommitted().writes()) {
                return;
            }
            Document back = done(Apply.apply(merged.result(), merged.inverse(), 4, BEN, LIMITS));
            assertThat(back.json()).as("seed %d", seed).isEqualTo(pair.head().json());

            Applied.Done view = (Applied.Done) Apply.apply(pair.base(), pair.b(), 2, BEN, LIMITS);
            Document undone = done(Apply.apply(view.document(), view.inverse(), 3, BEN, LIMITS));
            Document over = done(Apply.apply(undone, pair.a(), 4, ANN, LIMITS));
            Document met = done(Apply.apply(over, merged.asCommitted(), 5, BEN, LIMITS));
            assertThat(met.json()).as("seed %d", seed).isEqualTo(merged.result().json());
        });
    }

    /// P4: every leaf of the base has a value of its own, so the survivor is known by its value.
    @Test
    void a_surviving_leaf_is_the_only_thing_touched() {
        forEachSeed(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Json unique = unique(RandomJson.dense(random).document(), new int[1]);
            Document base = Document.at(1, unique);
            JsonPatch a = new RandomPatches(
                            random,
                            List.of(
                                    RandomPatches.Kind.ADD,
                                    RandomPatches.Kind.REMOVE,
                                    RandomPatches.Kind.REPLACE,
                                    RandomPatches.Kind.MOVE))
                    .on(unique, 4);
            Document head = done(Apply.apply(base, a, 2, ANN, LIMITS));
            List<RandomPatches.Path> leaves = leaves(unique);
            if (leaves.isEmpty()) {
                return;
            }
            RandomPatches.Path leaf = leaves.get(random.nextInt(leaves.size()));
            Optional<JsonPointer> survivor = where(head.json(), leaf.value());
            survivor.ifPresent(there -> {
                PatchOperation write = new PatchOperation.Replace(leaf.pointer(), new JsonString("written"));
                assertThat(only(base, write, head))
                        .as("seed %d", seed)
                        .isEqualTo(new PatchOperation.Replace(there, new JsonString("written")));
                assertThat(only(base, new PatchOperation.Remove(leaf.pointer()), head))
                        .as("seed %d", seed)
                        .isEqualTo(new PatchOperation.Remove(there));
                assertThat(only(base, new PatchOperation.Test(leaf.pointer(), leaf.value()), head))
                        .as("seed %d", seed)
                        .isEqualTo(new PatchOperation.Test(there, leaf.value()));
            });
        });
    }

    /// P8: in arrays where nothing was moved.
    @Test
    void a_run_stays_together_and_between_its_neighbours() {
        forEachSeed(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            List<Json> items = numbers(0, 5);
            Document base = Document.at(1, new JsonArray(items));
            Document head = base;
            for (int version = 2; version < 5; version++) {
                ClientId other = random.nextBoolean() ? ANN : client("zoe");
                JsonPatch edit = arrayEdit(random, head.json(), version * 100);
                head = done(Apply.apply(head, edit, version, other, LIMITS));
            }
            int at = random.nextInt(items.size() + 1);
            List<PatchOperation> run = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                run.add(new PatchOperation.Add(
                        JsonPointer.ROOT.child(Integer.toString(at + i)), JsonNumber.of(1_000 + i)));
            }
            Rebased.Merged merged = (Rebased.Merged) Rebase.rebase(base, new JsonPatch(run), head, BEN, 9, LIMITS);
            List<Json> result = ((JsonArray) merged.result().json()).items();
            int start = result.indexOf(JsonNumber.of(1_000));
            assertThat(result.subList(start, start + 3)).as("seed %d", seed).isEqualTo(numbers(1_000, 1_003));
            items.subList(0, at)
                    .forEach(left ->
                            assertThat(result.indexOf(left)).as("seed %d", seed).isLessThan(start));
            items.subList(at, items.size()).stream()
                    .filter(result::contains)
                    .forEach(right -> assertThat(result.indexOf(right))
                            .as("seed %d", seed)
                            .isGreaterThan(start));
        });
    }

    private static JsonPatch arrayEdit(SplittableRandom random, Json array, int value) {
        int size = ((JsonArray) array).items().size();
        JsonPointer at = JsonPointer.ROOT.child(Integer.toString(random.nextInt(size)));
        return new JsonPatch(List.of(
                random.nextInt(3) == 0
                        ? new PatchOperation.Remove(at)
                        : new PatchOperation.Add(at, JsonNumber.of(value + random.nextInt(100)))));
    }

    private static List<Json> numbers(int from, int to) {
        List<Json> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(JsonNumber.of(i));
        }
        return numbers;
    }

    private static PatchOperation only(Document base, PatchOperation operation, Document head) {
        JsonPatch patch = new JsonPatch(List.of(operation));
        Rebased.Merged merged = (Rebased.Merged) Rebase.rebase(base, patch, head, BEN, 3, LIMITS);
        assertThat(merged.dropped()).isEmpty();
        return merged.asCommitted().operations().getFirst();
    }

    private static List<RandomPatches.Path> leaves(Json json) {
        return RandomPatches.paths(json).stream()
                .filter(path -> path.value() instanceof JsonString)
                .toList();
    }

    private static Optional<JsonPointer> where(Json json, Json value) {
        return RandomPatches.paths(json).stream()
                .filter(path -> path.value().equals(value))
                .map(RandomPatches.Path::pointer)
                .findFirst();
    }

    private static Json unique(Json json, int[] count) {
        if (json instanceof JsonObject(var members)) {
            JsonObject object = JsonObject.EMPTY;
            for (var member : members.entrySet()) {
                object = object.with(member.getKey(), unique(member.getValue(), count));
            }
            return object;
        }
        if (json instanceof JsonArray(List<Json> items)) {
            return new JsonArray(items.stream().map(item -> unique(item, count)).toList());
        }
        return new JsonString("leaf " + count[0]++);
    }

    private static void forEachSeed(LongConsumer check) {
        for (long seed = 1; seed <= PAIRS; seed++) {
            check.accept(seed);
        }
    }

    /// @param rebased b over a
    private record Pair(Document base, JsonPatch a, JsonPatch b, Document head, Rebased rebased) {
        static Pair random(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Document base = Document.at(1, RandomJson.dense(random).document());
            JsonPatch a = new RandomPatches(random, RandomPatches.ALL).on(base.json(), 4);
            JsonPatch b = new RandomPatches(random, RandomPatches.REBASED).on(base.json(), 4);
            Document head = done(Apply.apply(base, a, 2, ANN, LIMITS));
            Rebased rebased = Rebase.rebase(base, b, head, BEN, 3, LIMITS);
            if (rebased instanceof Rebased.Refused refused) {
                assertThat(refused.code()).as("seed %d", seed).isEqualTo(ErrorCode.TEST_FAILED);
            }
            return new Pair(base, a, b, head, rebased);
        }
    }

    /// All ids of a tree as text, members in name order.
    private static final class Identities {
        static String of(Document document) {
            StringBuilder out = new StringBuilder();
            write(document.root(), out);
            return out.toString();
        }

        private static void write(Node node, StringBuilder out) {
            out.append(node.id()).append('(');
            switch (node) {
                case Node.Scalar scalar -> out.append(CanonicalJson.text(scalar.json()));
                case Node.Container container ->
                    container.slots().stream().forEach(slot -> {
                        out.append(' ').append(slot.id()).append('@').append(slot.placement());
                        write(slot.value(), out);
                    });
            }
            out.append(')');
        }
    }

    private static Document done(Applied applied) {
        assertThat(applied).isInstanceOf(Applied.Done.class);
        return ((Applied.Done) applied).document();
    }

    private static ClientId client(String user) {
        return new ClientId(new UserId(user), new DeviceId("d"));
    }
}
