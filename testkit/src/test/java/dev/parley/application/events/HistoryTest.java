package dev.parley.application.events;

import static dev.parley.application.events.EventWorld.after;
import static dev.parley.application.events.EventWorld.caller;
import static dev.parley.application.events.EventWorld.code;
import static dev.parley.application.events.EventWorld.done;
import static dev.parley.application.events.EventWorld.event;
import static dev.parley.application.events.EventWorld.may;
import static dev.parley.application.events.EventWorld.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventAnswers.Page;
import dev.parley.application.events.EventCommands.From;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.shared.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final EventWorld world = new EventWorld();

    @Test
    void a_page_says_where_the_next_one_starts_until_the_head() {
        world.fill("orders", 5);
        Page first = world.history("orders", new From.Earliest(), 3);
        assertThat(offsets(first.events())).containsExactly(1L, 2L, 3L);
        assertThat(first.next()).hasValue(3);
        Page second = world.history("orders", after(3), 3);
        assertThat(offsets(second.events())).containsExactly(4L, 5L);
        assertThat(second.next()).isEqualTo(OptionalLong.empty());
    }

    @Test
    void pages_join_to_the_whole_past() {
        world.fill("orders.eu", 130);
        world.fill("orders.us", 130);
        List<Long> all = new ArrayList<>();
        OptionalLong next = OptionalLong.of(0);
        while (next.isPresent()) {
            Page page = world.history("orders.*", after(next.getAsLong()), 110);
            all.addAll(offsets(page.events()));
            next = page.next();
        }
        assertThat(all).hasSize(260).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void only_matching_events_count_for_the_limit() {
        world.fill("orders.us", 20);
        world.fill("orders.eu", 3);
        Page page = world.history("orders.eu", new From.Earliest(), 2);
        assertThat(offsets(page.events())).containsExactly(21L, 22L);
        assertThat(offsets(world.history("orders.eu", new From.Last(1), 10).events()))
                .containsExactly(23L);
    }

    @Test
    void what_the_reader_may_not_see_is_left_out_and_looked_past_in_bounds() {
        world.fill("orders.us", 1500);
        world.fill("orders.eu", 1);
        var by = caller(may(TopicAction.HISTORY, "orders.eu"));
        Page page = done(world.historyOf(by, "orders.*", new From.Earliest(), 100));
        assertThat(page.events()).isEmpty();
        assertThat(page.next()).hasValue(1000);
        Page rest = done(world.historyOf(by, "orders.*", after(1000), 100));
        assertThat(offsets(rest.events())).containsExactly(1501L);
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void a_page_ends_where_it_grows_too_large() {
        for (int i = 0; i < 20; i++) {
            world.publish(event("orders", "x".repeat(60_000)));
        }
        Page page = world.history("orders", new From.Earliest(), 20);
        assertThat(page.events()).hasSize(9);
        assertThat(page.next()).hasValue(9);
    }

    @Test
    void an_event_that_is_not_durable_is_no_history() {
        world.publish("orders");
        world.syncs = false;
        var pending = world.publishing(event("orders", "{}"));
        assertThat(world.history("orders", new From.Earliest(), 10).events()).hasSize(1);
        assertThat(pending.isThere()).isFalse();
    }

    @Test
    void an_empty_stream_has_an_empty_page() {
        Page page = world.history("orders", new From.Earliest(), 10);
        assertThat(page.events()).isEmpty();
        assertThat(page.next()).isEmpty();
        assertThat(page.epoch()).isEqualTo(EventWorld.EPOCH);
    }

    @Test
    void requests_beyond_limits_or_rights_are_refused() {
        var all = caller(EventWorld.mayAll());
        assertThat(code(world.historyOf(all, "orders", new From.Earliest(), 1001)))
                .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(code(world.historyOf(all, "orders", new From.Earliest(), 0))).isEqualTo(ErrorCode.INVALID_PARAMS);
        assertThat(code(world.historyOf(all, "*.eu", new From.Earliest(), 1))).isEqualTo(ErrorCode.INVALID_PATTERN);
        assertThat(code(world.historyOf(caller(may(TopicAction.SUBSCRIBE, "**")), "orders", new From.Earliest(), 1)))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(code(world.historyOf(all, "orders", after(1), 1))).isEqualTo(ErrorCode.INVALID_OFFSET);
    }
}
