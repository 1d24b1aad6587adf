package dev.parley.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.json.JsonNull;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final int DEPTH = 72;

    @ParameterizedTest
    @MethodSource("dev.parley.protocol.json.MalformedTexts#all")
    void what_is_not_strict_json_is_malformed(byte[] text) {
        assertThat(JsonReader.read(text, DEPTH)).isInstanceOf(JsonReader.Malformed.class);
    }

    @Test
    void every_kind_of_value_is_read() {
        assertThat(value(" {\"a\" : [ 1 , true,false ,null,\"x\"],\"b\":{} }\r\n\t"))
                .isEqualTo(JsonObject.of(
                                "a",
                                JsonArray.of(
                                        new JsonNumber(1),
                                        JsonBoolean.TRUE,
                                        JsonBoolean.FALSE,
                                        JsonNull.NULL,
                                        new JsonString("x")))
                        .with("b", JsonObject.EMPTY));
    }

    @Test
    void members_keep_their_order() {
        JsonObject object = (JsonObject) value("{\"b\":1,\"a\":2,\"c\":3}");

        assertThat(object.members().sequencedKeySet()).containsExactly("b", "a", "c");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "-0.0,0",
        "0e999999999999,0",
        "0.000e+5,0",
        "1,1",
        "-1.5,-1.5",
        "1E2,100",
        "1e-2,0.01",
        "123.456e+1,1234.56",
        "9007199254740991,9007199254740991",
        "9007199254740992,9007199254740992",
        "9007199254740994,9007199254740994",
        "1152921504606846976,1152921504606846976",
        "100000000000000000000,1e20",
        "18446744073709551616,18446744073709551616",
        "0.1,0.1",
        "9007199254740993.0,9007199254740992",
        "9007199254740993e0,9007199254740992",
        "1.7976931348623157e308,1.7976931348623157e308",
        "17976931348623157e292,1.7976931348623157e308",
        "1.7976931348623158e308,1.7976931348623157e308",
        "0.00001e313,1e308",
        "5e-324,4.9e-324",
        "1e-400,0",
        "1e-1000000000,0"
    })
    void numbers_are_the_nearest_double(String text, double value) {
        assertThat(value(text)).isEqualTo(new JsonNumber(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "-9007199254740993",
                "999999999999999999",
                "9223372036854775807",
                "18446744073709551615",
                "1152921504606847000",
                "123456789012345678901234567890"
            })
    void an_integer_that_no_double_equals_is_a_problem_of_its_own(String text) {
        assertThat(read("[" + text + "]")).isEqualTo(new JsonReader.Inexact(text, 1));
    }

    @Test
    void of_a_long_integer_only_the_beginning_is_shown() {
        JsonReader.Inexact inexact = (JsonReader.Inexact) read("1".repeat(300));

        assertThat(inexact.literal()).isEqualTo("1".repeat(32));
    }

    @Test
    void malformed_text_outweighs_an_inexact_integer() {
        assertThat(read("[9007199254740993,]")).isInstanceOf(JsonReader.Malformed.class);
    }

    @Test
    void strings_are_unescaped() {
        assertThat(value("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\uD83D\\ude00 é€😀\\u0001\u007f\u2028\""))
                .isEqualTo(new JsonString("\"\\/\b\f\n\r\té€😀 é€😀\u0001\u007f\u2028"));
    }

    @Test
    void non_characters_and_private_characters_are_characters() {
        assertThat(value("\"\\uffff\\ufffe\uFFFE\uE000\u200B\\uDBFF\\uDFFF\""))
                .isEqualTo(new JsonString("\uFFFF\uFFFE\uFFFE\uE000\u200B\uDBFF\uDFFF"));
    }

    @Test
    void nesting_up_to_the_limit_is_read() {
        assertThat(read("[".repeat(DEPTH) + "]".repeat(DEPTH))).isInstanceOf(JsonReader.Value.class);
        assertThat(read("[".repeat(DEPTH + 1) + "]".repeat(DEPTH + 1))).isInstanceOf(JsonReader.Malformed.class);
        assertThat(read("{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH))).isInstanceOf(JsonReader.Value.class);
        assertThat(read("{\"a\":".repeat(DEPTH + 1) + "1" + "}".repeat(DEPTH + 1)))
                .isInstanceOf(JsonReader.Malformed.class);
    }

    @Test
    void depth_is_not_breadth() {
        assertThat(read("[" + "[],{},".repeat(200) + "[]]")).isInstanceOf(JsonReader.Value.class);
    }

    @Test
    void a_range_of_bytes_is_read_and_nothing_around_it() {
        byte[] text = "9[1]9".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonReader.read(text, 1, 4, DEPTH))
                .isEqualTo(new JsonReader.Value(new JsonArray(List.of(new JsonNumber(1)))));
        assertThat(JsonReader.read(text, 1, 3, DEPTH)).isInstanceOf(JsonReader.Malformed.class);
    }

    @Test
    void the_place_of_a_fault_is_told() {
        assertThat(read("[1,2,x]")).isEqualTo(new JsonReader.Malformed("not a JSON value", 5));
        assertThat(read("{\"a\":1,\"b\":2,\"a\":3}"))
                .isInstanceOfSatisfying(
                        JsonReader.Malformed.class,
                        malformed -> assertThat(malformed.why()).isEqualTo("a member comes twice"));
    }

    private static Json value(String text) {
        return ((JsonReader.Value) read(text)).json();
    }

    private static JsonReader.Result read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), DEPTH);
    }
}
