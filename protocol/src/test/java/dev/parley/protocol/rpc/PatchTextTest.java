package dev.parley.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.JsonNull;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTextTest {
    private static final JsonPointer A = pointer("/a");
    private static final JsonPointer B = pointer("/~0b/~1c/0");
    private static final JsonPatch ALL = new JsonPatch(List.of(
            new PatchOperation.Add(A, new JsonNumber(1)),
            new PatchOperation.Remove(B),
            new PatchOperation.Replace(JsonPointer.ROOT, JsonNull.NULL),
            new PatchOperation.Move(A, B),
            new PatchOperation.Copy(B, A),
            new PatchOperation.Test(A, new JsonString("x"))));
    private static final String TEXT = "[{\"op\":\"add\",\"path\":\"/a\",\"value\":1},"
            + "{\"op\":\"remove\",\"path\":\"/~0b/~1c/0\"},"
            + "{\"op\":\"replace\",\"path\":\"\",\"value\":null},"
            + "{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/~0b/~1c/0\"},"
            + "{\"op\":\"copy\",\"from\":\"/~0b/~1c/0\",\"path\":\"/a\"},"
            + "{\"op\":\"test\",\"path\":\"/a\",\"value\":\"x\"}]";

    @Test
    void members_are_written_in_the_order_of_the_rfc() {
        JsonWriter out = new JsonWriter();

        PatchWriter.patch(out, ALL);

        assertThat(new String(out.toBytes(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }

    @Test
    void what_was_written_reads_back_equal() {
        assertThat(read(TEXT)).isEqualTo(ALL);
    }

    @Test
    void unknown_members_are_ignored_and_order_does_not_matter() {
        assertThat(read("[{\"value\":1,\"x\":2,\"from\":7,\"path\":\"/a\",\"op\":\"add\"}]"))
                .isEqualTo(new JsonPatch(List.of(new PatchOperation.Add(A, new JsonNumber(1)))));
    }

    @Test
    void an_empty_patch_is_a_patch() {
        assertThat(read("[]")).isEqualTo(JsonPatch.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "null",
                "[]",
                "{}",
                "{\"op\":1,\"path\":\"/a\"}",
                "{\"op\":\"ADD\",\"path\":\"/a\",\"value\":1}",
                "{\"op\":\"add\",\"path\":\"/a\"}",
                "{\"op\":\"add\",\"value\":1}",
                "{\"op\":\"add\",\"path\":null,\"value\":1}",
                "{\"op\":\"add\",\"path\":\"a\",\"value\":1}",
                "{\"op\":\"add\",\"path\":\"/~2\",\"value\":1}",
                "{\"op\":\"add\",\"path\":\"/~\",\"value\":1}",
                "{\"op\":\"remove\"}",
                "{\"op\":\"remove\",\"path\":\"\"}",
                "{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/a/b\"}",
                "{\"op\":\"replace\",\"path\":\"/a\"}",
                "{\"op\":\"move\",\"path\":\"/a\"}",
                "{\"op\":\"move\",\"path\":\"/a\",\"from\":1}",
                "{\"op\":\"copy\",\"path\":\"/a\",\"from\":\"b\"}",
                "{\"op\":\"test\",\"path\":\"/a\"}",
                "{\"op\":\"add\",\"path\":\"/a\",\"value\":9007199254740993}",
                "{\"op\":\"test\",\"path\":\"/a\",\"value\":[{\"b\":123456789012345678901234567890}]}"
            })
    void the_operation_at_fault_is_named_by_its_index(String operation) {
        String patch = "[{\"op\":\"remove\",\"path\":\"/a\"}," + operation + "]";

        Problem problem = ParamsTest.refusalOf(() -> read(patch));

        assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_PATCH);
        assertThat(problem.data().member("index")).contains(JsonNumber.of(1));
    }

    @Test
    void a_patch_over_a_limit_names_the_limit() {
        String one = "{\"op\":\"remove\",\"path\":\"/a\"}";
        Problem many = ParamsTest.refusalOf(() -> read("[" + (one + ",").repeat(1_000) + one + "]"));
        Problem pointer = ParamsTest.refusalOf(() -> read("[" + one.replace("/a", "/" + "a".repeat(1_024)) + "]"));

        assertThat(many.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(many.data().member("limit")).contains(new JsonString("patchOperations"));
        assertThat(pointer.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(pointer.data().member("index")).contains(JsonNumber.of(0));
    }

    private static JsonPatch read(String patch) {
        return ParamsTest.params("{\"patch\":" + patch + "}").patch("patch", PatchLimits.DEFAULT);
    }

    private static JsonPointer pointer(String text) {
        return JsonPointer.parse(text).orElseThrow();
    }
}
