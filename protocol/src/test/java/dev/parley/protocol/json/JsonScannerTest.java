package dev.parley.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonScannerTest {
    private static final JsonScanner SCANNER = new JsonScanner(72, "params", 2);

    @ParameterizedTest
    @MethodSource("dev.parley.protocol.json.MalformedTexts#all")
    void what_the_reader_refuses_the_scanner_refuses_alike(byte[] text) {
        Outline.Malformed malformed = (Outline.Malformed) SCANNER.scan(text, 0, text.length);
        JsonReader.Malformed read = (JsonReader.Malformed) JsonReader.read(text, 72);

        assertThat(malformed.why()).isEqualTo(read.why());
    }

    @Test
    void a_member_keeps_its_bytes() {
        Members members = members("{ \"a\" : [ 1.50 , {\"b\":\"\\u0041\"} ] , \"c\":2 }");

        assertThat(members.get("a").orElseThrow()).hasToString("[ 1.50 , {\"b\":\"\\u0041\"} ]");
        assertThat(members.get("c").orElseThrow()).hasToString("2");
        assertThat(members.get("b")).isEmpty();
        assertThat(members.names()).containsExactly("a", "c");
    }

    @Test
    void the_named_member_is_opened() {
        Members members = members("{\"a\":{\"x\":0},\"params\":{\"x\":{\"y\":1},\"z\":true},\"b\":{\"x\":0}}");

        Members inner = members.inner().orElseThrow();
        assertThat(inner.names()).containsExactly("x", "z");
        assertThat(inner.get("x").orElseThrow()).hasToString("{\"y\":1}");
    }

    @Test
    void a_named_member_that_is_no_object_is_not_opened() {
        assertThat(members("{\"params\":[{\"x\":1}]}").inner()).isEmpty();
        assertThat(members("{\"a\":{\"params\":{}}}").inner()).isEmpty();
    }

    @Test
    void names_are_compared_by_what_they_mean() {
        Members members = members("{\"\\u0061\":1,\"\\\\b\":2,\"é\":3,\"p\\u0061rams\":{\"x\":4}}");

        assertThat(members.get("a").orElseThrow()).hasToString("1");
        assertThat(members.get("\\b").orElseThrow()).hasToString("2");
        assertThat(members.inner().orElseThrow().get("x")).isPresent();
        assertThat(members.names()).containsExactly("a", "\\b", "é", "params");
    }

    @Test
    void of_an_array_the_first_elements_are_kept_and_all_are_counted() {
        Outline.Elements elements = (Outline.Elements) scan("[{\"a\":1},[2], 3,4 ]");

        assertThat(elements.count()).isEqualTo(4);
        assertThat(elements.first()).hasSize(2);
        assertThat(((Outline.Fields) elements.first().getFirst()).members().get("a"))
                .isPresent();
        assertThat(((Outline.Other) elements.first().getLast()).value()).hasToString("[2]");
    }

    @Test
    void a_scalar_is_shown_as_it_is() {
        assertThat(((Outline.Other) scan(" -1.0 ")).value()).hasToString("-1.0");
    }

    @Test
    void an_integer_that_no_double_equals_is_sound_text() {
        assertThat(scan("[9007199254740993]")).isInstanceOf(Outline.Elements.class);
    }

    @Test
    void a_kind_is_known_by_its_first_byte() {
        Members members = members("{\"o\":{},\"a\":[],\"s\":\"\",\"n\":-1,\"t\":true,\"f\":false,\"z\":null}");

        assertThat(members.names().stream()
                        .map(name -> members.get(name).orElseThrow().kind()))
                .containsExactly(
                        JsonText.Kind.OBJECT,
                        JsonText.Kind.ARRAY,
                        JsonText.Kind.STRING,
                        JsonText.Kind.NUMBER,
                        JsonText.Kind.BOOLEAN,
                        JsonText.Kind.BOOLEAN,
                        JsonText.Kind.NULL);
    }

    private static Members members(String text) {
        return ((Outline.Fields) scan(text)).members();
    }

    private static Outline scan(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return SCANNER.scan(bytes, 0, bytes.length);
    }
}
