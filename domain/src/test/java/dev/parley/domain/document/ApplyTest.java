package dev.parley.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.domain.json.EncodedSize;
import dev.parley.domain.json.JacksonJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPatches;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.json.RandomJson;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyTest {
    private static final ClientId ANN = new ClientId(new UserId("ann"), new DeviceId("d"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [{"op":"replace","path":"/a","value":2},{"op":"test","path":"/a","value":1}] | TEST_FAILED | 1
                    [{"op":"test","path":"/z","value":1}]                                       | TEST_FAILED | 0
                    [{"op":"remove","path":"/l/-"}]                                             | INVALID_PATCH | 0
                    [{"op":"add","path":"/l/3","value":1}]                                      | INVALID_PATCH | 0
                    [{"op":"add","path":"/l/01","value":1}]                                     | INVALID_PATCH | 0
                    [{"op":"add","path":"/a/b","value":1}]                                      | INVALID_PATCH | 0
                    [{"op":"move","from":"/z","path":"/a"}]                                     | INVALID_PATCH | 0
                    [{"op":"copy","from":"/l/9","path":"/a"}]                                   | INVALID_PATCH | 0
                    """)
    void a_patch_that_does_not_fit_names_the_operation(String patch, ErrorCode code, int index) {
        assertThat(apply("{'a':1,'l':[1,2]}", patch)).isInstanceOfSatisfying(Applied.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.index()).isEqualTo(index);
            assertThat(failed.excess()).isEmpty();
        });
    }

    @Test
    void numbers_are_compared_by_value_and_objects_without_their_order() {
        assertThat(apply("{'a':1,'b':2.50}", "[{'op':'test','path':'','value':{'b':2.5,'a':1.0}}]"))
                .isInstanceOf(Applied.Done.class);
    }

    @Test
    void members_keep_the_order_in_which_they_came() {
        Applied applied = apply(
                "{'z':1,'a':2,'m':3}", "[{'op':'add','path':'/b','value':4},{'op':'replace','path':'/z','value':5}]");
        assertThat(done(applied).json())
                .hasToString(JacksonJson.read("{'z':5,'a':2,'m':3,'b':4}").toString());
    }

    @Test
    void a_programmed_patch_that_no_reader_lets_through_fails_too() {
        Document document = Document.at(1, JacksonJson.read("{'a':{'b':1}}"));
        JsonPointer a = JsonPointer.ROOT.child("a");
        for (PatchOperation wrong : List.of(
                new PatchOperation.Remove(JsonPointer.ROOT),
                new PatchOperation.Move(a, JsonPointer.ROOT),
                new PatchOperation.Move(a, a.child("c")))) {
            assertThat(Apply.apply(document, new JsonPatch(List.of(wrong)), 2, ANN, DocumentLimits.DEFAULT))
                    .as(wrong.toString())
                    .isInstanceOf(Applied.Failed.class);
        }
    }

    @Test
    void a_version_follows_its_document() {
        Document document = Document.at(7, JacksonJson.read("{}"));
        assertThatThrownBy(() -> Apply.apply(document, JsonPatch.EMPTY, 7, ANN, DocumentLimits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void chained_copies_end_at_a_limit_and_change_nothing() {
        List<PatchOperation> doubling = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            doubling.add(new PatchOperation.Copy(JsonPointer.ROOT, JsonPointer.ROOT.child("c" + i)));
        }
        assertThat(excess("{'a':'0123456789'}", doubling)).isEqualTo("documentNodes");
        List<PatchOperation> wide = new ArrayList<>(List.of(new PatchOperation.Copy(pointer("/a"), pointer("/b"))));
        for (int i = 0; i < 60; i++) {
            wide.add(new PatchOperation.Copy(pointer("/b"), pointer("/a/-")));
            wide.add(new PatchOperation.Copy(pointer("/a"), pointer("/b")));
        }
        assertThat(excess("{'a':['" + "x".repeat(1_000) + "']}", wide.subList(0, 40)))
                .isEqualTo("documentBytes");
    }

    @Test
    void moves_cannot_deepen_a_document_beyond_its_limit() {
        List<PatchOperation> deepening = new ArrayList<>();
        for (int i = 1; i < 100; i++) {
            deepening.add(new PatchOperation.Add(pointer("/a" + i), JacksonJson.read("{}")));
            deepening.add(new PatchOperation.Move(pointer("/a" + (i - 1)), pointer("/a" + i + "/a")));
        }
        assertThat(excess("{'a0':{}}", deepening)).isEqualTo("documentDepth");
    }

    @Test
    void a_patch_cannot_copy_without_end_by_removing_its_copies() {
        DocumentLimits small = new DocumentLimits(10_000, 64, 20, 50);
        JsonPatch twice = patch("""
                [{'op':'copy','from':'/a','path':'/b'},{'op':'remove','path':'/b'},\
                {'op':'copy','from':'/a','path':'/b'},{'op':'remove','path':'/b'}]""");
        Document nine = Document.at(1, JacksonJson.read("{'a':[1,2,3,4,5,6,7,8]}"));
        assertThat(Apply.apply(nine, twice, 2, ANN, small)).isInstanceOf(Applied.Done.class);
        JsonPatch fourTimes = new JsonPatch(Collections.nCopies(2, twice.operations()).stream()
                .flatMap(List::stream)
                .toList());
        assertThat(Apply.apply(nine, fourTimes, 2, ANN, small)).isInstanceOf(Applied.Failed.class);
    }

    @Test
    void a_document_that_is_too_large_already_may_shrink() {
        DocumentLimits small = new DocumentLimits(10, 64, 20, 50);
        Document large = Document.at(1, JacksonJson.read("{'a':1,'b':'0123456789','c':'0123456789'}"));
        assertThat(small.exceededBy(large)).isPresent();
        assertThat(Apply.apply(large, patch("[{'op':'remove','path':'/b'}]"), 2, ANN, small))
                .isInstanceOf(Applied.Done.class);
        assertThat(Apply.apply(large, patch("[{'op':'add','path':'/d','value':1}]"), 2, ANN, small))
                .isInstanceOf(Applied.Failed.class);
    }

    @Test
    void an_added_value_may_not_be_wider_than_a_container_may() {
        DocumentLimits narrow = new DocumentLimits(10_000, 64, 1_000, 3);
        Applied applied = Apply.apply(
                Document.at(1, JacksonJson.read("{}")),
                patch("[{'op':'add','path':'/a','value':[[1,2,3,4]]}]"),
                2,
                ANN,
                narrow);
        assertThat(applied)
                .isInstanceOfSatisfying(
                        Applied.Failed.class,
                        failed -> assertThat(failed.excess().orElseThrow().limit())
                                .isEqualTo("documentMembers"));
        assertThat(narrow.exceededBy(Document.at(1, JacksonJson.read("[[1,2,3,4]]"))))
                .isPresent();
        assertThat(narrow.exceededBy(Document.at(1, JacksonJson.read("[[1,2,3]]"))))
                .isEmpty();
    }

    /// P6, over all operations; the figures of the result are those of a document read afresh.
    @Test
    void an_inverse_gives_back_what_was_there() {
        for (long seed = 1; seed <= 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Document before = Document.at(1, new RandomJson(random).document());
            JsonPatch patch = new RandomPatches(random, RandomPatches.ALL).on(before.json(), 6);
            Applied.Done done = (Applied.Done) Apply.apply(before, patch, 2, ANN, DocumentLimits.DEFAULT);
            assertFiguresOf(done.document(), seed);
            Applied back = Apply.apply(done.document(), done.inverse(), 3, ANN, DocumentLimits.DEFAULT);
            assertThat(back).as("seed %d, %s", seed, patch).isInstanceOf(Applied.Done.class);
            assertThat(done(back).json()).as("seed %d, %s", seed, patch).isEqualTo(before.json());
            assertFiguresOf(done(back), seed);
        }
    }

    /// Arrays and objects far beyond one chunk, edited at random, against plain lists.
    @Test
    void wide_containers_behave_like_narrow_ones() {
        SplittableRandom random = new SplittableRandom(11);
        List<String> list = new ArrayList<>(Collections.nCopies(1_000, "0"));
        LinkedHashMap<String, Json> members = new LinkedHashMap<>();
        Document document = Document.at(1, JacksonJson.read("{'l':" + list + ",'o':{}}"));
        for (int step = 0; step < 4_000; step++) {
            boolean shrinking = step > 2_500;
            int at = random.nextInt(Math.max(1, list.size()));
            PatchOperation operation;
            if (!list.isEmpty() && random.nextInt(10) < (shrinking ? 8 : 2)) {
                list.remove(at);
                operation = new PatchOperation.Remove(pointer("/l/" + at));
            } else {
                list.add(at, "" + step);
                operation = new PatchOperation.Add(pointer("/l/" + at), JacksonJson.read("" + step));
            }
            String name = "k" + random.nextInt(3_000);
            Json value = JacksonJson.read("" + step);
            members.put(name, value);
            PatchOperation member = new PatchOperation.Add(pointer("/o/" + name), value);
            document = done(Apply.apply(
                    document, new JsonPatch(List.of(operation, member)), step + 2, ANN, DocumentLimits.DEFAULT));
        }
        JsonObject result = (JsonObject) document.json();
        assertThat(result.member("l")).contains(JacksonJson.read(list.toString()));
        assertThat(result.member("o")).contains(new JsonObject(members));
        assertFiguresOf(document, 11);
    }

    private static void assertFiguresOf(Document document, long seed) {
        Document fresh = Document.at(1, document.json());
        assertThat(document.bytes()).as("seed %d", seed).isEqualTo((int) EncodedSize.of(document.json()));
        assertThat(document.nodes()).as("seed %d", seed).isEqualTo(fresh.nodes());
        assertThat(document.depth()).as("seed %d", seed).isEqualTo(fresh.depth());
    }

    private static String excess(String document, List<PatchOperation> operations) {
        Document before = Document.at(1, JacksonJson.read(document));
        return switch (Apply.apply(before, new JsonPatch(operations), 2, ANN, DocumentLimits.DEFAULT)) {
            case Applied.Failed failed -> failed.excess().orElseThrow().limit();
            case Applied.Done _ -> "none";
        };
    }

    private static JsonPointer pointer(String text) {
        return JsonPointer.parse(text).orElseThrow();
    }

    private static Document done(Applied applied) {
        return ((Applied.Done) applied).document();
    }

    private static Applied apply(String document, String patch) {
        return Apply.apply(Document.at(1, JacksonJson.read(document)), patch(patch), 2, ANN, DocumentLimits.DEFAULT);
    }

    private static JsonPatch patch(String text) {
        JsonPatches.Parsed parsed = JsonPatches.parse(JacksonJson.read(text), PatchLimits.DEFAULT);
        return ((JsonPatches.Parsed.Good) parsed).patch();
    }
}
