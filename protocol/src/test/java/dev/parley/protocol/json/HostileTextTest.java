package dev.parley.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A megabyte made to be slow costs about what any megabyte costs.
class HostileTextTest {
    private static final int MEGABYTE = 1_000_000;

    /// A quadratic walk over a megabyte takes minutes; a linear one some ten milliseconds, cold some
    /// hundred.
    private static final Duration FAR_BELOW_QUADRATIC = Duration.ofSeconds(3);

    static Stream<Arguments> bombs() {
        return Stream.of(
                bomb("an array of numbers", size -> "[" + "1,".repeat(size / 2) + "1]", true),
                bomb("an array of objects", size -> "[" + "{\"a\":1},".repeat(size / 8) + "1]", true),
                bomb("many members", size -> members(size / 10, i -> "k" + i), true),
                bomb("members whose names collide", size -> members(size / 36, HostileTextTest::colliding), true),
                bomb("members with escaped names", size -> members(size / 16, i -> "\\u0061" + i), true),
                bomb("escaped text", size -> "\"" + "\\u00e9".repeat(size / 6) + "\"", true),
                bomb("surrogate pairs", size -> "\"" + "\\ud83d\\ude00".repeat(size / 12) + "\"", true),
                bomb("white space", size -> " ".repeat(size) + "1", true),
                bomb("a long fraction", size -> "0." + "7".repeat(size), true),
                bomb("a long small number", size -> "0." + "0".repeat(size) + "1e" + size, true),
                bomb("hard roundings", size -> "[" + "9007199254740993.000000000001,".repeat(size / 30) + "1]", true),
                bomb(
                        "long hard roundings",
                        size -> "[" + ("1." + "3".repeat(1_098) + ",").repeat(size / 1_101) + "1]",
                        true),
                bomb(
                        "integers of 300 digits",
                        size -> "[" + ("1" + "0".repeat(299) + ",").repeat(size / 301) + "1]",
                        true),
                bomb("a long integer", "7"::repeat, false),
                bomb("a long exponent", size -> "1e" + "9".repeat(size), false),
                bomb("open arrays", "["::repeat, false),
                bomb("open objects", size -> "{\"a\":".repeat(size / 5), false),
                bomb("an unfinished string", size -> "\"" + "a".repeat(size), false),
                bomb(
                        "a duplicate at the end",
                        size -> "{\"k7\":0," + members(size / 10, i -> "k" + i).substring(1),
                        false));
    }

    private static Arguments bomb(String name, IntFunction<String> text, boolean sound) {
        return Arguments.of(Named.of(name, text), sound);
    }

    @ParameterizedTest
    @MethodSource("bombs")
    @Timeout(60)
    void a_megabyte_is_walked_in_linear_time(IntFunction<String> bomb, boolean sound) {
        byte[] text = bomb.apply(MEGABYTE).getBytes(StandardCharsets.UTF_8);

        long start = cpuNanos();
        Outline outline = new JsonScanner(72, "", 100).scan(text, 0, text.length);
        JsonReader.Result result = JsonReader.read(text, 72);
        Duration taken = Duration.ofNanos(cpuNanos() - start);

        assertThat(!(outline instanceof Outline.Malformed)).isEqualTo(sound);
        assertThat(!(result instanceof JsonReader.Malformed)).isEqualTo(sound);
        assertThat(taken).isLessThan(FAR_BELOW_QUADRATIC);
    }

    @Test
    void an_exponent_costs_nothing_however_large() {
        byte[] text = "1e1000000000".getBytes(StandardCharsets.UTF_8);

        long start = cpuNanos();
        for (int i = 0; i < 10_000; i++) {
            assertThat(JsonReader.read(text, 72)).isInstanceOf(JsonReader.Malformed.class);
        }
        assertThat(Duration.ofNanos(cpuNanos() - start)).isLessThan(FAR_BELOW_QUADRATIC);
    }

    /// Of this thread alone, so that a busy machine does not count.
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String members(int count, IntFunction<String> name) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + name.apply(i) + "\":0")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// Strings of 30 letters with one hash code: `Aa` and `BB` are interchangeable.
    private static String colliding(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 15; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
