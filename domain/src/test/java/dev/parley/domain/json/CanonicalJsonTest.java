package dev.parley.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    /// RFC 8785 appendix B, and the borders of each notation.
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "0000000000000002, 1e-323",
        "0000000000000003, 1.5e-323",
        "0000000000000004, 2e-323",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbers_are_printed_as_the_standard_lists_them(String bits, String text) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(CanonicalJson.text(new JsonNumber(value))).isEqualTo(text);
    }

    @Test
    void members_are_sorted_by_utf16_code_units() {
        Json json = JacksonJson.read("{'\u20ac':1,'\\r':2,'\ufb33':3,'1':4,'\ud83d\ude00':5,'\u0080':6,'\u00f6':7}");
        assertThat(CanonicalJson.text(json))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @Test
    void strings_are_escaped_no_more_than_needed() {
        assertThat(CanonicalJson.text(new JsonString("\u20ac$\u000F\nA'B\"\\\"/\u007f")))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\u007f\"");
    }

    @Test
    void equal_values_have_equal_hashes_whatever_the_member_order() {
        Json one = JacksonJson.read("{'a':1.0,'b':[true,null,{}]}");
        Json other = JacksonJson.read("{'b':[true,null,{}],'a':1}");
        assertThat(CanonicalJson.sha256Hex(one))
                .isEqualTo(CanonicalJson.sha256Hex(other))
                .hasSize(64);
        assertThat(CanonicalJson.sha256Hex(JsonObject.EMPTY))
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @Test
    void the_encoded_size_is_counted_without_encoding() {
        for (long seed = 1; seed <= 2_000; seed++) {
            Json json = new RandomJson(new SplittableRandom(seed)).document();
            assertThat(EncodedSize.of(json)).as("seed %d", seed).isEqualTo(utf8Length(json));
        }
        Json odd = new JsonString("\u0001\b\u00e9\u20ac\ud83d\ude00\"\\");
        assertThat(EncodedSize.of(odd)).isEqualTo(utf8Length(odd));
        Json small = new JsonNumber(1e-7);
        assertThat(EncodedSize.of(small)).isEqualTo(utf8Length(small));
    }

    @Test
    void a_text_reads_back_as_the_same_number() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 50_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = CanonicalJson.text(new JsonNumber(value));
                assertThat(Double.parseDouble(text)).as(text).isEqualTo(value);
            }
        }
    }

    private static long utf8Length(Json json) {
        return CanonicalJson.text(json).getBytes(StandardCharsets.UTF_8).length;
    }
}
