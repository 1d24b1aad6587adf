package dev.parley.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.shared.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
    @Test
    void commas_and_brackets_set_themselves() {
        JsonWriter out = new JsonWriter().object();
        out.name("a").array().number(1).string("x").bool(true).bool(false).nothing();
        out.object().end().array().end().end();
        out.name("b").raw(Bytes.utf8("[ 1 ]")).name("c").raw(new byte[] {'2'}).end();

        assertThat(text(out)).isEqualTo("{\"a\":[1,\"x\",true,false,null,{},[]],\"b\":[ 1 ],\"c\":2}");
    }

    @Test
    void depth_has_no_limit_of_its_own() {
        JsonWriter out = new JsonWriter(1);
        for (int i = 0; i < 5_000; i++) {
            out.array();
        }
        for (int i = 0; i < 5_000; i++) {
            out.end();
        }

        assertThat(text(out)).isEqualTo("[".repeat(5_000) + "]".repeat(5_000));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0.0,0",
        "1,1",
        "-1,-1",
        "1.5,1.5",
        "-0.1,-0.1",
        "100,100",
        "1e20,100000000000000000000",
        "1e21,1e+21",
        "1.5e21,1.5e+21",
        "123456789.125,123456789.125",
        "0.000001,0.000001",
        "0.0000012345,0.0000012345",
        "1e-7,1e-7",
        "1.25e-7,1.25e-7",
        "-1e-7,-1e-7",
        "4.9e-324,5e-324",
        "9.9e-324,1e-323",
        "1.5e-323,1.5e-323",
        "2e-323,2e-323",
        "2e23,2e+23",
        "9.5e-323,9.4e-323",
        "2.2250738585072014e-308,2.2250738585072014e-308",
        "1.7976931348623157e308,1.7976931348623157e+308",
        "9007199254740991,9007199254740991",
        "9007199254740992,9007199254740992",
        "9007199254740994,9007199254740994",
        "1152921504606846976,1152921504606846976",
        "-18446744073709551616,-18446744073709551616",
        "0.30000000000000004,0.30000000000000004",
        "4.35,4.35",
        "333333333.3333332,333333333.3333332",
        "1e23,1e+23"
    })
    void doubles_are_short_and_read_back_the_same(double value, String text) {
        assertThat(text(new JsonWriter().number(value))).isEqualTo(text);
        assertThat(JsonReader.read(text.getBytes(StandardCharsets.UTF_8), 0))
                .isEqualTo(new JsonReader.Value(new JsonNumber(value)));
    }

    @Test
    void every_double_reads_back_the_same() {
        long seed = Long.getLong("parley.seed", 1);
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            double value = anyDouble(random);
            byte[] text = new JsonWriter().number(value).toBytes();
            assertThat(JsonReader.read(text, 0))
                    .as("seed %d, number %d: %s", seed, i, value)
                    .isEqualTo(new JsonReader.Value(new JsonNumber(value)));
        }
    }

    private static double anyDouble(Random random) {
        double value = switch (random.nextInt(4)) {
            case 0 -> random.nextLong(1L << 53) * 1e-3;
            case 1 -> random.nextLong();
            case 2 -> Math.scalb(random.nextDouble(), random.nextInt(140) - 30);
            default -> Double.longBitsToDouble(random.nextLong());
        };
        return Double.isFinite(value) ? value : random.nextDouble();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, -1, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, 1_000_000_000_000_000_000L})
    void longs_are_written_exactly(long value) {
        assertThat(text(new JsonWriter().number(value))).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_not_finite_has_no_text(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonWriter().number(value));
    }

    @Test
    void only_what_must_be_escaped_is() {
        assertThat(text(new JsonWriter().string("\"\\/\b\f\n\r\t\u0000\u0001\u001f\u007fé€😀\u2028<")))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u0001\\u001f\u007fé€😀\u2028<\"");
    }

    @Test
    void long_strings_of_any_character_come_through() {
        String text = "a\u0001é€😀\"".repeat(3_000);

        assertThat(text(new JsonWriter().string("x".repeat(1_023) + text)))
                .isEqualTo("\"" + "x".repeat(1_023) + "a\\u0001é€😀\\\"".repeat(3_000) + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "a\ud800b", "\udc00\ud800"})
    void a_lone_surrogate_has_no_text(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonWriter().string(value));
    }

    @Test
    void an_unfinished_text_is_not_given_out() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().object().toBytes());
        assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().end());
    }

    @Test
    void what_was_written_reads_back_equal_and_in_order() {
        long first = Long.getLong("parley.seed", 1);
        for (long seed = first; seed < first + 5_000; seed++) {
            Json json = RandomJson.value(new Random(seed));
            byte[] text = new JsonWriter().json(json).toBytes();

            Json again = ((JsonReader.Value) JsonReader.read(text, 72)).json();
            assertThat(again).as("seed %d", seed).isEqualTo(json);
            assertThat(new JsonWriter().json(again).toBytes())
                    .as("seed %d", seed)
                    .isEqualTo(text);
        }
    }

    private static String text(JsonWriter out) {
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
