package dev.parley.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;

/// Texts that must be refused, each for one reason; after the cases that parsers commonly get wrong.
final class MalformedTexts {
    private MalformedTexts() {}

    static Stream<byte[]> all() {
        return Stream.of(structure(), numbers(), strings(), words(), bytes()).flatMap(texts -> texts);
    }

    private static Stream<byte[]> structure() {
        return utf8(
                "",
                " ",
                "[",
                "]",
                "{",
                "}",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[,]",
                "[1,,2]",
                "[1 2]",
                "[1:2]",
                "[1}",
                "[1;2]",
                "{]",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\",1}",
                "{\"a\"::1}",
                "{\"a\":1,}",
                "{\"a\":1,,\"b\":2}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1]",
                "{\"a\":1",
                "{\"a\":1,",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{[]:1}",
                "{:1}",
                "{\"a\" \"b\"}",
                "1 2",
                "{}{}",
                "[][]",
                "[]]",
                "{}}",
                "{}#",
                "[]\u0000",
                "null,",
                "\"a\"\"b\"",
                "// comment\n1",
                "/* comment */1",
                "[1]/**/",
                "<a/>",
                "\f[]",
                "[\u000b1]",
                "[\u00a01]",
                "\u20601",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"b\":2,\"\\u0061\":3}",
                "{\"\":1,\"\":2}",
                "{\"é\":1,\"\\u00e9\":2}",
                "{\"😀\":1,\"\\ud83d\\ude00\":2}",
                "[{\"x\":{\"a\":1,\"a\":{}}}]",
                "{\"0\":0,\"1\":0,\"2\":0,\"3\":0,\"4\":0,\"5\":0,\"6\":0,\"7\":0,\"8\":0,\"9\":0,\"3\":0}",
                "{\"0\":0,\"1\":0,\"2\":0,\"3\":0,\"4\":0,\"5\":0,\"6\":0,\"7\":0,\"8\":0,\"9\":0,\"9\":0}");
    }

    private static Stream<byte[]> numbers() {
        return utf8(
                "-",
                "+1",
                "01",
                "-01",
                "00",
                "-00",
                "1.",
                "-1.",
                ".1",
                "-.1",
                "1.e1",
                "1e",
                "1e+",
                "1e-",
                "1E",
                "1e1.5",
                "1.5.5",
                "1e1e1",
                "0x1",
                "0b1",
                "1_000",
                "1,000",
                "1a",
                "--1",
                "1-",
                "1+1",
                "- 1",
                "1 e1",
                "1f",
                "1d",
                "1L",
                "NaN",
                "-NaN",
                "Infinity",
                "-Infinity",
                "inf",
                "\uff11",
                "1\u0661",
                "1e400",
                "-1e400",
                "1e309",
                "1.7976931348623159e308",
                "17976931348623159e292",
                "0.00001e314",
                "1e1000000000",
                "[1e99999999999999999999]",
                "1" + "0".repeat(309),
                "-" + "9".repeat(309),
                "1" + "0".repeat(309) + ".5");
    }

    private static Stream<byte[]> strings() {
        return utf8(
                "\"",
                "\"a",
                "\"\\\"",
                "'a'",
                "a",
                "\"\\x41\"",
                "\"\\a\"",
                "\"\\v\"",
                "\"\\0\"",
                "\"\\'\"",
                "\"\\U0041\"",
                "\"\\u\"",
                "\"\\u1\"",
                "\"\\u12\"",
                "\"\\u123\"",
                "\"\\u123g\"",
                "\"\\u 123\"",
                "\"\\u+123\"",
                "\"\\u-123\"",
                "\"\\u\uff11\uff12\"",
                "\"\\u00",
                "\"\\",
                "\"\\u0000\"",
                "\"a\\u0000b\"",
                "{\"\\u0000\":1}",
                "\"\\ud800\"",
                "\"\\uDBFF\"",
                "\"\\udc00\"",
                "\"\\uDFFF\"",
                "\"\\ud800a\"",
                "\"\\ud800\\n\"",
                "\"\\ud800\\u0041\"",
                "\"\\ud800\\ud800\"",
                "\"\\ud800\\ud800\\udc00\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud83d\\ude00\\ude00\"",
                "\"\\ud800\\udc0\"",
                "\"\\ud800\\",
                "\"\\ud800\\u",
                "{\"\\ud800\":1}",
                "\"\u0000\"",
                "\"\u0001\"",
                "\"a\nb\"",
                "\"a\rb\"",
                "\"a\tb\"",
                "\"\u001f\"");
    }

    private static Stream<byte[]> words() {
        return utf8(
                "t",
                "tru",
                "truE",
                "True",
                "TRUE",
                "truee",
                "true1",
                "fals",
                "falsey",
                "nul",
                "nulll",
                "Null",
                "nil",
                "none",
                "undefined",
                "[tru]",
                "[nul,1]",
                "{\"a\":fals}",
                "truefalse",
                "yes");
    }

    private static Stream<byte[]> bytes() {
        return Stream.of(
                        "80",
                        "bf",
                        "ff",
                        "fe",
                        "c080",
                        "c1bf",
                        "c0af",
                        "e08080",
                        "e09fbf",
                        "f0808080",
                        "f08fbfbf",
                        "eda080",
                        "edafbf",
                        "edb080",
                        "edbfbf",
                        "eda0bdedb880",
                        "f4908080",
                        "f5808080",
                        "f8888080 80".replace(" ", ""),
                        "fc8080808080",
                        "c3",
                        "e282",
                        "f09f98",
                        "c328",
                        "e28228",
                        "e228a1",
                        "f09f2880",
                        "f0289f80",
                        "c3c3a9",
                        "e9")
                .map(hex -> HexFormat.of().parseHex("22" + hex + "22"))
                .flatMap(text -> Stream.concat(Stream.of(text), outside(text)));
    }

    /// The same bytes where no string is, behind a byte order mark, and cut off.
    private static Stream<byte[]> outside(byte[] quoted) {
        String hex = HexFormat.of().formatHex(quoted, 1, quoted.length - 1);
        return Stream.of(hex, "5b" + hex + "5d", "efbbbf22" + hex + "22", "efbbbf5b5d", "22" + hex, "fffe5b005d00")
                .map(HexFormat.of()::parseHex);
    }

    private static Stream<byte[]> utf8(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
