package dev.parley.domain.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPatternTest {
    /// Every pattern and topic of up to three segments over a small alphabet.
    private static final List<String> PATTERNS = words(List.of("a", "bb", "*"));

    private static final List<String> TOPICS = words(List.of("a", "bb"));

    private static List<String> words(List<String> segments) {
        List<String> all = new ArrayList<>(segments);
        for (int length = 2; length <= 3; length++) {
            for (String shorter : List.copyOf(all)) {
                segments.forEach(segment -> all.add(shorter + "." + segment));
            }
        }
        return all.stream().distinct().toList();
    }

    private static List<TopicPattern> patterns() {
        List<String> all = new ArrayList<>(PATTERNS);
        all.add("**");
        PATTERNS.stream().filter(text -> text.length() < 6).forEach(text -> all.add(text + ".**"));
        return all.stream().map(TopicPattern::new).toList();
    }

    private static List<Topic> topics() {
        return TOPICS.stream().map(Topic::new).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "orders, orders, true",
        "orders, orders.eu, false",
        "orders.*, orders.eu, true",
        "orders.*, orders, false",
        "orders.*, orders.eu.42, false",
        "orders.**, orders.eu.42, true",
        "orders.**, orders, false",
        "orders.*.42, orders.eu.42, true",
        "orders.*.42, orders.eu.43, false",
        "**, orders, true",
        "order, orders, false",
        "orders, order, false"
    })
    void matches_by_whole_segments(String pattern, String topic, boolean expected) {
        assertThat(new TopicPattern(pattern).matches(new Topic(topic))).isEqualTo(expected);
    }

    @Test
    void matches_as_a_regular_expression_would() {
        for (TopicPattern pattern : patterns()) {
            Pattern regex = Pattern.compile(pattern.text()
                    .replace(".", "\\.")
                    .replace("**", "#")
                    .replace("*", "[^.]+")
                    .replace("#", ".+"));
            for (Topic topic : topics()) {
                assertThat(pattern.matches(topic))
                        .as("%s on %s", pattern, topic)
                        .isEqualTo(regex.matcher(topic.name()).matches());
            }
        }
    }

    @Test
    void covers_exactly_what_matches_everything_that_the_other_matches() {
        for (TopicPattern wide : patterns()) {
            for (TopicPattern narrow : patterns()) {
                if (wide.covers(narrow)) {
                    assertThat(topics())
                            .as("%s over %s", wide, narrow)
                            .allMatch(topic -> !narrow.matches(topic) || wide.matches(topic));
                }
            }
        }
        assertThat(covers("a.**", "a.*.b")).isTrue();
        assertThat(covers("a.*", "a.b")).isTrue();
        assertThat(covers("**", "*.a")).isTrue();
        assertThat(covers("a.*", "a.**")).isFalse();
        assertThat(covers("a.b", "a.*")).isFalse();
        assertThat(covers("a.**", "a")).isFalse();
    }

    private static boolean covers(String wide, String narrow) {
        return new TopicPattern(wide).covers(new TopicPattern(narrow));
    }

    @Test
    void overlaps_exactly_where_some_topic_matches_both() {
        List<Topic> longer =
                words(List.of("a", "bb", "c")).stream().map(Topic::new).toList();
        for (TopicPattern one : patterns()) {
            for (TopicPattern other : patterns()) {
                assertThat(one.overlaps(other))
                        .as("%s and %s", one, other)
                        .isEqualTo(longer.stream().anyMatch(topic -> one.matches(topic) && other.matches(topic))
                                || bothLonger(one, other));
            }
        }
    }

    /// The witness has four segments, more than the topics tried.
    private static boolean bothLonger(TopicPattern one, TopicPattern other) {
        Topic[] witnesses = {new Topic("a.a.a.a"), new Topic("bb.a.a.a"), new Topic("a.bb.a.a"), new Topic("bb.bb.a.a")
        };
        for (Topic witness : witnesses) {
            if (one.matches(witness) && other.matches(witness)) {
                return true;
            }
        }
        return false;
    }
}
