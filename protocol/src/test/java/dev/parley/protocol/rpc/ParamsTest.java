package dev.parley.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.domain.json.JsonNull;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.typing.TypingKind;
import dev.parley.protocol.rpc.Incoming.Single;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParamsTest {
    @Test
    void each_type_is_read_as_what_it_is() {
        Params params = params("{\"s\":\"é\\n\",\"i\":-3,\"b\":false,\"n\":null,\"o\":{\"x\":1},\"r\": [1, 2.50] }");

        assertThat(params.string("s")).isEqualTo("é\n");
        assertThat(params.integer("i")).isEqualTo(-3);
        assertThat(params.bool("b")).isFalse();
        assertThat(params.json("n")).isEqualTo(JsonNull.NULL);
        assertThat(params.object("o").integer("x")).isEqualTo(1);
        assertThat(params.raw("r")).isEqualTo(Bytes.utf8("[1, 2.50]"));
    }

    @Test
    void what_is_absent_is_empty() {
        Params params = params("{}");

        assertThat(params.has("x")).isFalse();
        assertThat(params.optionalString("x")).isEmpty();
        assertThat(params.optionalInteger("x")).isEmpty();
        assertThat(params.optionalAtLeast1("x")).isEmpty();
        assertThat(params.optionalBool("x")).isEmpty();
        assertThat(params.optionalJson("x")).isEmpty();
        assertThat(params.optionalRaw("x")).isEmpty();
        assertThat(params.optionalObject("x")).isEmpty();
        assertThat(params.optionalObjects("x", 1)).isEmpty();
        assertThat(params.optionalOneOf("x", TypingKind::named)).isEmpty();
        assertThat(params.optionalSession("x")).isEmpty();
        assertThat(params.optionalDevice("x")).isEmpty();
        assertThat(params.optionalId("x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-0,0", "1.0,1", "1e3,1000", "12.5e1,125", "9007199254740992,9007199254740992"})
    void integers_may_be_written_in_any_form(String text, long value) {
        assertThat(params("{\"a\":" + text + "}").optionalInteger("a")).isEqualTo(OptionalLong.of(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "1e-1",
                "9007199254740993",
                "123456789012345678901234567890",
                "9223372036854775808",
                "1e19",
                "\"1\"",
                "null",
                "true",
                "[]",
                "{}"
            })
    void what_is_no_exact_integer_is_refused(String text) {
        Problem problem = refusal("{\"a\":" + text + "}", params -> params.integer("a"));

        assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_PARAMS);
        assertThat(field(problem)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.5"})
    void counters_start_at_one(String text) {
        String json = "{\"a\":" + text + "}";

        assertThat(refusal(json, params -> params.atLeast1("a")).code()).isEqualTo(ErrorCode.INVALID_PARAMS);
        assertThat(refusal(json, params -> params.optionalAtLeast1("a")).code()).isEqualTo(ErrorCode.INVALID_PARAMS);
        assertThat(params("{\"a\":1}").atLeast1("a")).isEqualTo(1);
    }

    @Test
    void a_wrong_type_names_its_field() {
        List<Consumer<Params>> reads = List.of(
                params -> params.string("a"),
                params -> params.bool("a"),
                params -> params.object("a"),
                params -> params.optionalObjects("a", 9),
                params -> params.patch("a", PatchLimits.DEFAULT),
                params -> params.session("a"),
                params -> params.topic("a"));

        assertThat(reads).allSatisfy(read -> {
            Problem problem = refusal("{\"a\":1}", read);
            assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_PARAMS);
            assertThat(field(problem)).isEqualTo("a");
        });
    }

    @Test
    void what_is_missing_names_its_field() {
        assertThat(field(refusal("{\"b\":1}", params -> params.json("a")))).isEqualTo("a");
    }

    @Test
    void inner_fields_are_named_from_the_outside() {
        String json = "{\"typing\":{\"seq\":\"x\"},\"resume\":{\"typing\":[{\"kind\":\"typing\"},{\"kind\":1}]}}";

        assertThat(field(refusal(json, params -> params.object("typing").integer("seq"))))
                .isEqualTo("typing.seq");
        assertThat(field(refusal(
                        json,
                        params -> params.object("resume")
                                .optionalObjects("typing", 9)
                                .forEach(each -> each.string("kind")))))
                .isEqualTo("resume.typing.1.kind");
        assertThat(field(refusal("{\"a\":[{},2]}", params -> params.optionalObjects("a", 9))))
                .isEqualTo("a.1");
    }

    @Test
    void more_objects_than_allowed_are_over_a_limit() {
        Problem problem = refusal("{\"a\":[{},{},{}]}", params -> params.optionalObjects("a", 2));

        assertThat(problem.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(problem.data().member("limit")).contains(new JsonString("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "é", "a\\n"})
    void names_have_one_grammar(String name) {
        String json = "{\"a\":\"" + name + "\"}";

        assertThat(refusal(json, params -> params.session("a")).code()).isEqualTo(ErrorCode.INVALID_ID);
        assertThat(refusal(json, params -> params.device("a")).code()).isEqualTo(ErrorCode.INVALID_ID);
        assertThat(refusal(json, params -> params.id("a")).code()).isEqualTo(ErrorCode.INVALID_ID);
        assertThat(refusal(json, params -> params.topic("a")).code()).isEqualTo(ErrorCode.INVALID_TOPIC);
        assertThat(refusal(json, params -> params.pattern("a")).code()).isEqualTo(ErrorCode.INVALID_PATTERN);
    }

    @Test
    void words_come_from_a_closed_set() {
        assertThat(params("{\"a\":\"editing\"}").oneOf("a", TypingKind::named)).isEqualTo(TypingKind.EDITING);
        assertThat(refusal("{\"a\":\"dancing\"}", params -> params.oneOf("a", TypingKind::named))
                        .code())
                .isEqualTo(ErrorCode.INVALID_PARAMS);
    }

    @Test
    void an_integer_that_cannot_be_kept_spoils_the_value_that_holds_it() {
        String json = "{\"a\":{\"b\":[9007199254740993]}}";

        assertThat(refusal(json, params -> params.json("a")).code()).isEqualTo(ErrorCode.INVALID_PARAMS);
        assertThat(params(json).raw("a")).isEqualTo(Bytes.utf8("{\"b\":[9007199254740993]}"));
    }

    @Test
    void a_field_of_a_feature_that_is_not_built_is_refused() {
        params("{}").refuse("filter", "is not supported");

        Problem problem = refusal("{\"filter\":null}", params -> params.refuse("filter", "is not supported"));
        assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_PARAMS);
        assertThat(problem.message()).isEqualTo("filter is not supported");
    }

    static Problem refusalOf(Runnable read) {
        return catchThrowableOfType(Refusal.class, read::run).problem();
    }

    private static Problem refusal(String json, Consumer<Params> read) {
        Params params = params(json);
        return refusalOf(() -> read.accept(params));
    }

    private static String field(Problem problem) {
        return ((JsonString) problem.data().member("field").orElseThrow()).value();
    }

    static Params params(String json) {
        String message = "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":" + json + "}";
        return ((Single) RequestReader.read(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8))))
                .request()
                .params();
    }
}
