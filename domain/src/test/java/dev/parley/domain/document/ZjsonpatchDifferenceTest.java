package dev.parley.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.CompatibilityFlags;
import com.flipkart.zjsonpatch.JsonPatch;
import dev.parley.domain.json.JacksonJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatches;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.json.RandomJson;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Random operations, good and bad, against another implementation of RFC 6902. Where both differ, the
/// operation has one of the other's known faults.
class ZjsonpatchDifferenceTest {
    private static final int PATCHES = 30_000;
    private static final ClientId ANN = new ClientId(new UserId("ann"), new DeviceId("d"));
    private static final List<String> OPS = List.of("add", "remove", "replace", "move", "copy", "test");

    /// Where zjsonpatch 0.6.2 leaves the RFC.
    private enum Fault {
        /// RFC 6901 §3: `~` is followed by 0 or 1.
        DECODES_OTHER_ESCAPES,
        /// RFC 6902 §4.2: the target of remove must exist, and `-` never does.
        REMOVES_PAST_THE_END,
        /// RFC 6902 §4.2, §4.4 and ours: the whole document can be neither removed nor moved over.
        REMOVES_THE_ROOT,
        /// RFC 6902 §4.4: `from` is no proper prefix of `path`.
        MOVES_INTO_ITSELF
    }

    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);

    @Test
    void both_agree_but_for_known_faults() {
        int applied = 0;
        for (long seed = 1; seed <= PATCHES; seed++) {
            applied += compare(seed) ? 1 : 0;
        }
        assertThat(applied).isGreaterThan(PATCHES / 5);
        assertThat(faults.keySet()).isEqualTo(EnumSet.allOf(Fault.class));
    }

    private boolean compare(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Json document = new RandomJson(random).document();
        JsonArray patch = new JsonArray(operations(random, document));
        Optional<Json> ours = ours(document, patch);
        Optional<Json> theirs = theirs(document, patch);
        if (!ours.equals(theirs)) {
            Optional<Fault> fault = fault(patch);
            assertThat(fault)
                    .as("seed %d, %s on %s: ours %s, theirs %s", seed, patch, document, ours, theirs)
                    .isPresent();
            fault.ifPresent(known -> faults.merge(known, 1, Integer::sum));
        }
        return ours.isPresent();
    }

    private static Optional<Json> ours(Json document, Json patch) {
        return switch (JsonPatches.parse(patch, PatchLimits.DEFAULT)) {
            case JsonPatches.Parsed.Good good ->
                switch (Apply.apply(Document.at(1, document), good.patch(), 2, ANN, DocumentLimits.DEFAULT)) {
                    case Applied.Done done -> Optional.of(done.document().json());
                    case Applied.Failed _ -> Optional.empty();
                };
            case JsonPatches.Parsed.Bad _ -> Optional.empty();
        };
    }

    /// It refuses with exceptions of many kinds.
    private static Optional<Json> theirs(Json document, Json patch) {
        try {
            JsonNode result = JsonPatch.apply(
                    JacksonJson.toJackson(patch),
                    JacksonJson.toJackson(document),
                    EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT));
            return Optional.of(JacksonJson.fromJackson(result));
        } catch (RuntimeException refused) {
            return Optional.empty();
        }
    }

    private static Optional<Fault> fault(JsonArray patch) {
        for (Json operation : patch.items()) {
            JsonObject members = (JsonObject) operation;
            String op = text(members, "op");
            String path = text(members, "path");
            String from = text(members, "from");
            if ((path + "/" + from + "/").matches(".*~([^01].*|$)")) {
                return Optional.of(Fault.DECODES_OTHER_ESCAPES);
            }
            if ((op.equals("remove") && path.endsWith("/-")) || (op.equals("move") && from.endsWith("/-"))) {
                return Optional.of(Fault.REMOVES_PAST_THE_END);
            }
            if (op.equals("move") && path.startsWith(from + "/")) {
                return Optional.of(Fault.MOVES_INTO_ITSELF);
            }
            if ((op.equals("remove") || op.equals("move")) && path.isEmpty()) {
                return Optional.of(Fault.REMOVES_THE_ROOT);
            }
        }
        return Optional.empty();
    }

    private static String text(JsonObject members, String name) {
        return members.member(name).orElse(new JsonString("")) instanceof JsonString(String text) ? text : "";
    }

    private static List<Json> operations(SplittableRandom random, Json document) {
        List<Json> operations = new ArrayList<>();
        List<RandomPatches.Path> paths = RandomPatches.paths(document);
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            operations.add(operation(random, paths));
        }
        return operations;
    }

    private static Json operation(SplittableRandom random, List<RandomPatches.Path> paths) {
        String op = OPS.get(random.nextInt(OPS.size()));
        RandomPatches.Path target = paths.get(random.nextInt(paths.size()));
        JsonObject operation =
                JsonObject.of("op", new JsonString(op)).with("path", new JsonString(disturbed(random, target)));
        if (op.equals("move") || op.equals("copy")) {
            RandomPatches.Path source = paths.get(random.nextInt(paths.size()));
            return operation.with("from", new JsonString(disturbed(random, source)));
        }
        boolean asIs = op.equals("test") && random.nextInt(4) > 0;
        return op.equals("remove")
                ? operation
                : operation.with("value", asIs ? target.value() : new RandomJson(random).value());
    }

    /// Mostly a path that exists, or a place beside it.
    private static String disturbed(SplittableRandom random, RandomPatches.Path path) {
        String text = path.pointer().toString();
        return switch (random.nextInt(16)) {
            case 0 -> text + "/-";
            case 1 -> text + "/" + random.nextInt(6);
            case 2 -> text + "/0" + random.nextInt(3);
            case 3 -> text + "/~" + random.nextInt(4);
            case 4 -> text + "x";
            case 5, 6 -> text + "/" + "abn".charAt(random.nextInt(3));
            default -> text;
        };
    }

    @Test
    void a_number_is_the_same_whatever_its_notation_here_and_not_there() {
        Json document = JsonObject.of("a", new JsonNumber(1));
        JsonNode theirs = JacksonJson.toJackson(document);
        assertThat(theirs.path("a").isInt()).isTrue();
        assertThat(ours(document, JacksonJson.read("[{'op':'test','path':'/a','value':1.0}]")))
                .isPresent();
    }
}
