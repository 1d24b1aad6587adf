package dev.parley.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.JsonPatches.Parsed;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchesTest {
    private static final String GOOD = "{'op':'remove','path':'/a'}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "{}",
                "{'op':1,'path':'/a'}",
                "{'op':'spam','path':'/a'}",
                "{'op':'Add','path':'/a','value':1}",
                "{'op':'add','path':'/a'}",
                "{'op':'add','value':1}",
                "{'op':'add','path':null,'value':1}",
                "{'op':'add','path':'a','value':1}",
                "{'op':'add','path':'/~2','value':1}",
                "{'op':'add','path':'/a~','value':1}",
                "{'op':'replace','path':'/a'}",
                "{'op':'test','path':'/a'}",
                "{'op':'remove','path':''}",
                "{'op':'move','path':'/a'}",
                "{'op':'move','from':'/b','path':''}",
                "{'op':'move','from':'','path':''}",
                "{'op':'move','from':'','path':'/a'}",
                "{'op':'move','from':'/a','path':'/a/b'}",
                "{'op':'copy','path':'/a'}",
                "{'op':'copy','from':'/~3','path':'/a'}"
            })
    void a_wrong_operation_is_told_by_its_index(String wrong) {
        Parsed parsed = parse("[" + GOOD + "," + wrong + "," + GOOD + "]");
        assertThat(parsed).isInstanceOfSatisfying(Parsed.Bad.class, bad -> {
            assertThat(bad.index()).isEqualTo(1);
            assertThat(bad.excess()).isEmpty();
        });
    }

    @Test
    void what_is_no_array_is_wrong_as_a_whole() {
        assertThat(parse(GOOD))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class, bad -> assertThat(bad.index()).isEqualTo(JsonPatches.WHOLE_PATCH));
    }

    @Test
    void members_without_meaning_are_ignored() {
        assertThat(parse("[{'op':'remove','path':'/a','value':7,'from':3,'x':{}}]"))
                .isEqualTo(parse("[" + GOOD + "]"));
    }

    @Test
    void all_operations_travel_and_come_back() {
        String text = """
                [{'op':'add','path':'/a~1b/-','value':null},{'op':'remove','path':'/~0'},\
                {'op':'replace','path':'','value':[1]},{'op':'move','from':'/a','path':'/a'},\
                {'op':'copy','from':'','path':'/c'},{'op':'test','path':'','value':{}}]""";
        Json json = JacksonJson.read(text);
        assertThat(parse(text))
                .isInstanceOfSatisfying(
                        Parsed.Good.class,
                        good -> assertThat(JsonPatches.toJson(good.patch())).isEqualTo(json));
    }

    @Test
    void limits_are_told_by_name() {
        Json remove = JacksonJson.read(GOOD);
        Json many = new JsonArray(Collections.nCopies(1_001, remove));
        assertThat(excess(many)).contains(new Excess("patchOperations", 1_000));
        Json large = JsonObject.of("op", new JsonString("add"))
                .with("path", new JsonString("/a"))
                .with("value", new JsonString("x".repeat(64 * 1024)));
        assertThat(excess(new JsonArray(List.of(large)))).contains(new Excess("patchBytes", 65_536));
        Json deep = JsonObject.of("op", new JsonString("remove")).with("path", new JsonString("/".repeat(1_025)));
        assertThat(excess(new JsonArray(List.of(deep)))).contains(new Excess("pointerChars", 1_024));
    }

    @Test
    void a_patch_knows_whether_it_writes_and_whether_it_replaces_the_root() {
        JsonPatch test = good("[{'op':'test','path':'','value':1}]");
        assertThat(test.writes()).isFalse();
        assertThat(test.replacesRoot()).isFalse();
        JsonPatch copy = good("[{'op':'copy','from':'/a','path':''}]");
        assertThat(copy.writes()).isTrue();
        assertThat(copy.replacesRoot()).isTrue();
        assertThat(good("[" + GOOD + "]").replacesRoot()).isFalse();
    }

    private static JsonPatch good(String text) {
        return ((Parsed.Good) parse(text)).patch();
    }

    private static Parsed parse(String text) {
        return JsonPatches.parse(JacksonJson.read(text), PatchLimits.DEFAULT);
    }

    private static Optional<Excess> excess(Json patch) {
        return JsonPatches.parse(patch, PatchLimits.DEFAULT) instanceof Parsed.Bad bad
                ? bad.excess()
                : Optional.empty();
    }
}
