package dev.parley.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.JacksonJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPatches;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One case of each rule, small enough to follow by hand: *a* is committed first, *b* was written beside it.
class RebaseCasesTest {
    private static final String BASE =
            "{'l':['a','b','c','d'],'x':1,'y':2,'o':{'k':1},'e':{},'u':{'0':0,'1':1,'2':2,'3':3}}";
    private static final ClientId FIRST = client("ann");
    private static final ClientId SECOND = client("ben");

    @ParameterizedTest(name = "{0} | {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    add /l/1 N           | replace /l/2 W       | replace /l/3 W
                    add /l/1 N           | add /l/1 M           | add /l/2 M
                    add /l/1 N           | remove /l/1          | remove /l/2
                    remove /l/1          | remove /l/1          | already-gone
                    remove /l/1          | replace /l/1 W       | add /l/1 W
                    replace /l/1 W       | remove /l/1          | overwritten-since
                    replace /x 9         | replace /x 8         | replace /x 8
                    add /x 9             | remove /x            | overwritten-since
                    remove /x            | replace /x 8         | add /x 8
                    remove /x; add /x 9  | replace /x 8; remove /x | replace /x 8; remove /x
                    add /n {}; add /n/p 1 | add /n {}; add /n/q 2 | add /n/q 2; create-if-absent
                    add /n {}; add /n/p 1 | add /n []; add /n/- 2 | add /n []; add /n/- 2
                    remove /o            | replace /o/k 5       | container-gone
                    remove /o            | remove /o/k          | already-gone
                    move /x /n           | replace /x 8         | replace /n 8
                    move /x /n           | remove /x            | remove /n
                    move /o /e/o         | replace /o/k 5       | replace /e/o/k 5
                    move /o /e/o         | add /o/j 5           | add /e/o/j 5
                    move /o /e/o         | add /o/j 5; replace /o/j 6 | add /e/o/j 5; replace /e/o/j 6
                    move /o/k /k; remove /o | replace /o/k 5    | replace /k 5
                    move /x /n           | add /x 8; replace /x 7 | add /x 8; replace /x 7
                    move /l/0 /l/2; remove /l | remove /l/0     | already-gone
                    move /l/0 /l/2       | replace /l/0 W       | replace /l/2 W
                    move /l/0 /l/2       | add /l/1 N           | add /l/0 N
                    move /l/0 /l/2       | replace /l/0 W; add /l/1 N | replace /l/2 W; add /l/0 N
                    move /l/3 /l/1       | add /l/1 N           | add /l/2 N
                    replace /x 9         | test /x 1            | TEST_FAILED
                    remove /x            | test /x 1            | TEST_FAILED
                    add /l/0 N           | test /l/1 b          | test /l/2 b
                    remove /u/1          | replace /u/2 W       | replace /u/2 W
                    add /l/- X           | add /l/- N; replace /l/4 M | add /l/- N; replace /l/5 M
                    replace '' {}        | replace /x 8         | container-gone
                    replace /x 9         | replace '' {}        | replace '' {}
                    remove /l/0          | remove /l/0; add /l/0 N | add /l/0 N; already-gone
                    replace /l 7         | add /l/0 N           | container-gone
                    copy /x /n           | replace /x 8         | replace /x 8
                    add /x 9             | add /x 8; remove /x  | add /x 8; remove /x
                    add /n 9             | add /n 8; remove /n  | add /n 8; remove /n
                    """)
    void the_second_patch_becomes(String a, String b, String expected) {
        assertThat(outcome(FIRST, a, SECOND, b)).isEqualTo(expected);
    }

    @Test
    void an_insertion_goes_before_that_of_a_client_that_sorts_after() {
        assertThat(outcome(client("cyd"), "add /l/1 N", SECOND, "add /l/1 M")).isEqualTo("add /l/1 M");
    }

    @ParameterizedTest
    @CsvSource({"move /x /m", "copy /x /m"})
    void a_patch_that_relocates_needs_the_head(String b) {
        assertThat(outcome(FIRST, "replace /y 3", SECOND, "test /y 2; " + b)).isEqualTo("CONFLICT at 1");
        assertThat(outcome(FIRST, "test /y 2", SECOND, b)).isEqualTo(b);
    }

    @Test
    void what_was_wrong_for_its_author_is_refused_whatever_happened_since() {
        assertThat(outcome(FIRST, "replace /x 9", SECOND, "replace /y 1; test /x 9"))
                .isEqualTo("TEST_FAILED at 1");
        assertThat(outcome(FIRST, "add /z 9", SECOND, "remove /z")).isEqualTo("INVALID_PATCH at 0");
        assertThat(outcome(FIRST, "add /z 9", SECOND, "move /z /q")).isEqualTo("INVALID_PATCH at 0");
    }

    @Test
    void a_refusal_names_what_had_been_dropped_before() {
        Rebased rebased = rebased(FIRST, "remove /l/1; replace /x 9", SECOND, "remove /l/1; test /x 1");
        assertThat(rebased.dropped()).hasSize(1);
        assertThat(rebased.dropped().getFirst().index()).isZero();
    }

    @Test
    void a_dropped_value_is_handed_back() {
        Rebased rebased = rebased(FIRST, "remove /o", SECOND, "add /o/k 7");
        assertThat(rebased.dropped().getFirst().value()).contains(JacksonJson.read("7"));
    }

    @Test
    void limits_hold_for_the_result_and_name_the_submitted_operation() {
        DocumentLimits narrow = new DocumentLimits(1_000, 64, 1_000, 5);
        Document base = Document.create(JacksonJson.read("{'l':[1,2,3],'x':1}"), FIRST);
        Document head = done(Apply.apply(base, patch("remove /x; add /l/- 4"), 2, FIRST, narrow));
        Rebased rebased = Rebase.rebase(base, patch("remove /x; add /l/- 5; add /l/- 6"), head, SECOND, 3, narrow);
        assertThat(rebased).isInstanceOfSatisfying(Rebased.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
            assertThat(refused.index()).isEqualTo(2);
            assertThat(refused.excess().orElseThrow().limit()).isEqualTo("documentMembers");
        });
    }

    private static String outcome(ClientId first, String a, ClientId second, String b) {
        return switch (rebased(first, a, second, b)) {
            case Rebased.Merged merged -> spelled(merged);
            case Rebased.Refused refused
            when refused.index() == 0 && refused.code() == ErrorCode.TEST_FAILED ->
                refused.code().name();
            case Rebased.Refused refused -> refused.code() + " at " + refused.index();
        };
    }

    private static Rebased rebased(ClientId first, String a, ClientId second, String b) {
        Document base = Document.create(JacksonJson.read(BASE), first);
        Rebased committed = Rebase.rebase(base, patch(a), base, first, 2, DocumentLimits.DEFAULT);
        Document head = ((Rebased.Merged) committed).result();
        return Rebase.rebase(base, patch(b), head, second, 3, DocumentLimits.DEFAULT);
    }

    private static Document done(Applied applied) {
        return ((Applied.Done) applied).document();
    }

    /// `op path value; …` or `op from path; …`.
    private static JsonPatch patch(String text) {
        List<Json> operations = new ArrayList<>();
        for (String one : text.split("; ", -1)) {
            String[] words = one.replace("''", "").split(" ", 3);
            operations.add(JacksonJson.read(
                    switch (words[0]) {
                        case "remove" -> "{'op':'remove','path':'%s'}".formatted(words[1]);
                        case "move", "copy" ->
                            "{'op':'%s','from':'%s','path':'%s'}".formatted(words[0], words[1], words[2]);
                        default -> "{'op':'%s','path':'%s','value':%s}".formatted(words[0], words[1], value(words[2]));
                    }));
        }
        JsonPatches.Parsed parsed = JsonPatches.parse(new JsonArray(operations), PatchLimits.DEFAULT);
        return ((JsonPatches.Parsed.Good) parsed).patch();
    }

    private static String value(String word) {
        return Character.isLetter(word.charAt(0)) ? "'" + word + "'" : word;
    }

    private static String spelled(Rebased.Merged merged) {
        List<String> words = new ArrayList<>();
        merged.asCommitted().operations().forEach(operation -> words.add(spelled(operation)));
        merged.dropped().forEach(drop -> words.add(drop.reason().wireName()));
        return String.join("; ", words);
    }

    private static String spelled(PatchOperation operation) {
        JsonObject json = (JsonObject) ((JsonArray) JsonPatches.toJson(new JsonPatch(List.of(operation))))
                .items()
                .getFirst();
        List<String> words = new ArrayList<>();
        json.members().forEach((_, value) -> words.add(word(value)));
        return String.join(" ", words);
    }

    private static String word(Json value) {
        String text = CanonicalJson.text(value).replace("\"", "");
        return text.isEmpty() ? "''" : text;
    }

    private static ClientId client(String user) {
        return new ClientId(new UserId(user), new DeviceId("d"));
    }
}
