package dev.parley.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    private static final int CASES = 100_000;

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, anything, true",
        "'', '', true",
        "'', a, false",
        "doc-*, doc-7, true",
        "doc-*, doc-, true",
        "doc-*, doc, false",
        "doc-*, mydoc-7, false",
        "*-7, doc-7-7, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "doc.7, docx7, false"
    })
    void a_star_stands_for_any_run(String pattern, String text, boolean matches) {
        assertThat(Wildcard.matches(pattern, text)).isEqualTo(matches);
    }

    @Test
    void it_agrees_with_regular_expressions() {
        RandomGenerator random = new Random(17);
        int matching = 0;
        for (int i = 0; i < CASES; i++) {
            String pattern = word(random, "ab*");
            String text = word(random, "ab");
            boolean expected = Pattern.matches(pattern.replace("*", ".*"), text);
            assertThat(Wildcard.matches(pattern, text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(expected);
            matching += expected ? 1 : 0;
        }
        assertThat(matching).isGreaterThan(CASES / 20);
    }

    private static String word(RandomGenerator random, String letters) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    @Test
    void many_stars_take_no_exponential_time() {
        assertThat(Wildcard.matches("*a".repeat(60) + "b", "a".repeat(128))).isFalse();
    }
}
