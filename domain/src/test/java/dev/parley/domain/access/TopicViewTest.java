package dev.parley.domain.access;

import static dev.parley.domain.access.TopicAction.HISTORY;
import static dev.parley.domain.access.TopicAction.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.events.Topic;
import dev.parley.domain.events.TopicPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicViewTest {
    private static Grants grants(String... patterns) {
        return new Grants(
                List.of(),
                Arrays.stream(patterns)
                        .map(text -> new Grants.ForTopics(new TopicPattern(text), Set.of(SUBSCRIBE)))
                        .toList());
    }

    private static TopicView view(String pattern, String... granted) {
        return TopicView.of(grants(granted), SUBSCRIBE, new TopicPattern(pattern));
    }

    @Test
    void grants_that_do_not_bear_on_the_pattern_make_no_difference() {
        assertThat(view("orders.*", "orders.eu", "users.ana.**")).isEqualTo(view("orders.*", "orders.eu"));
    }

    @Test
    void grants_that_cover_the_pattern_are_all_the_same() {
        assertThat(view("orders.*", "**")).isEqualTo(view("orders.*", "orders.**", "orders.eu"));
    }

    @Test
    void order_repetition_and_covered_grants_make_no_difference() {
        assertThat(view("orders.**", "orders.us.*", "orders.eu", "orders.us.ny", "orders.eu"))
                .isEqualTo(view("orders.**", "orders.eu", "orders.us.*"));
    }

    @Test
    void no_grant_for_the_action_sees_nothing() {
        assertThat(view("orders.*", "users.**").isBlind()).isTrue();
        assertThat(TopicView.of(grants("**"), HISTORY, new TopicPattern("orders"))
                        .isBlind())
                .isTrue();
    }

    @Test
    void sees_what_is_both_asked_for_and_granted() {
        String[] topics = {"orders", "orders.eu", "orders.us", "orders.eu.42", "users.ana"};
        String[][] granted = {{}, {"**"}, {"orders.eu"}, {"orders.*"}, {"orders.eu.**", "orders.us"}, {"*.eu"}};
        for (String pattern : new String[] {"orders", "orders.*", "orders.**", "orders.eu"}) {
            for (String[] grant : granted) {
                for (String name : topics) {
                    Topic topic = new Topic(name);
                    boolean expected = new TopicPattern(pattern).matches(topic)
                            && grants(grant).allows(SUBSCRIBE, topic);
                    assertThat(view(pattern, grant).sees(topic))
                            .as("%s of %s under %s", name, pattern, List.of(grant))
                            .isEqualTo(expected);
                }
            }
        }
    }
}
