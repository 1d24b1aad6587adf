package dev.parley.application.events;

import static dev.parley.application.events.EventWorld.after;
import static dev.parley.application.events.EventWorld.code;
import static dev.parley.application.events.EventWorld.done;
import static dev.parley.application.events.EventWorld.event;
import static dev.parley.application.events.EventWorld.may;
import static dev.parley.application.events.EventWorld.on;
import static dev.parley.application.events.EventWorld.refusal;
import static dev.parley.application.events.EventWorld.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Notice;
import dev.parley.application.events.EventAnswers.Subscribed;
import dev.parley.application.events.EventCommands.From;
import dev.parley.application.lanes.Outcome;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.access.TopicView;
import dev.parley.domain.events.Position;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.StreamKey;
import dev.parley.domain.shared.TenantId;
import org.junit.jupiter.api.Test;

class SubscribingTest {
    private final EventWorld world = new EventWorld();
    private final Reader reader = world.reader();

    @Test
    void latest_hears_only_what_comes() {
        world.fill("orders", 3);
        Subscribed answer = world.subscribe(reader, "orders", new From.Latest());
        assertThat(answer.offset()).isEqualTo(3);
        assertThat(answer.epoch()).isEqualTo(EventWorld.EPOCH);
        assertThat(answer.recovered()).isFalse();
        world.publish("orders");
        assertThat(reader.offsets()).containsExactly(4L);
    }

    @Test
    void earliest_replays_all_and_goes_on() {
        world.fill("orders", 3);
        Subscribed answer = world.subscribe(reader, "orders", new From.Earliest());
        assertThat(answer.offset()).isZero();
        assertThat(answer.recovered()).isFalse();
        world.publish("orders");
        assertThat(reader.offsets()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void a_position_is_recovered_from() {
        world.fill("orders", 5);
        Subscribed answer = world.subscribe(reader, "orders", after(3));
        assertThat(answer.offset()).isEqualTo(3);
        assertThat(answer.recovered()).isTrue();
        assertThat(reader.offsets()).containsExactly(4L, 5L);
    }

    @Test
    void the_head_itself_is_a_position_to_recover_from() {
        world.fill("orders", 5);
        assertThat(world.subscribe(reader, "orders", after(5)).recovered()).isTrue();
        world.publish("orders");
        assertThat(reader.offsets()).containsExactly(6L);
    }

    @Test
    void the_last_events_are_those_that_match() {
        world.publish("orders.eu");
        world.publish("orders.eu");
        world.fill("orders.us", 3);
        Subscribed answer = world.subscribe(reader, "orders.eu", new From.Last(1));
        assertThat(answer.recovered()).isFalse();
        assertThat(reader.offsets()).containsExactly(2L);
    }

    @Test
    void a_position_of_another_epoch_or_beyond_the_head_is_refused() {
        world.fill("orders", 2);
        var otherEpoch = world.subscribing(on(reader), to("orders", new From.After(new Position(9, 1))));
        assertThat(code(otherEpoch)).isEqualTo(ErrorCode.EPOCH_CHANGED);
        var beyond = world.subscribing(on(reader), to("orders", after(3)));
        assertThat(code(beyond)).isEqualTo(ErrorCode.INVALID_OFFSET);
        assertThat(code(world.subscribing(on(reader), to("orders", after(-1))))).isEqualTo(ErrorCode.INVALID_OFFSET);
    }

    @Test
    void the_reply_comes_first_and_each_event_once() {
        world.fill("orders", 250);
        world.subscribe(reader, "orders", new From.Earliest());
        assertThat(reader.heard().getFirst()).isInstanceOf(Outcome.Done.class);
        assertThat(reader.offsets()).hasSize(250).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_stream_that_nobody_wrote_to_reads_as_empty() {
        assertThat(world.subscribe(reader, "orders", after(0)).offset()).isZero();
        world.publish("orders");
        assertThat(reader.offsets()).containsExactly(1L);
    }

    @Test
    void a_pattern_must_name_its_stream() {
        assertThat(code(world.subscribing(on(reader), to("*.eu", new From.Latest()))))
                .isEqualTo(ErrorCode.INVALID_PATTERN);
        assertThat(code(world.subscribing(on(reader), to("**", new From.Latest()))))
                .isEqualTo(ErrorCode.INVALID_PATTERN);
    }

    @Test
    void subscribers_with_the_same_view_share_one_name() {
        Subscribed one = world.subscribe(reader, "orders.*", new From.Latest());
        Subscribed other = world.subscribe(world.reader(), "orders.*", new From.Earliest());
        Subscribed wider = world.subscribe(world.reader(), "orders.**", new From.Latest());
        var limited = on(world.reader(), may(TopicAction.SUBSCRIBE, "orders.eu"));
        Subscribed less = done(world.subscribing(limited, to("orders.*", new From.Latest())));
        assertThat(other.subscription()).isEqualTo(one.subscription());
        assertThat(wider.subscription()).isNotEqualTo(one.subscription());
        assertThat(less.subscription()).isNotEqualTo(one.subscription());
        assertThat(one.subscription()).matches("[A-Za-z0-9._:-]{1,128}");
    }

    @Test
    void the_same_subscription_twice_on_one_connection_is_a_conflict() {
        world.subscribe(reader, "orders.*", new From.Latest());
        assertThat(code(world.subscribing(on(reader), to("orders.*", new From.Earliest()))))
                .isEqualTo(ErrorCode.CONFLICT);
        world.publish("orders.eu");
        assertThat(reader.offsets()).containsExactly(1L);
    }

    @Test
    void an_unsubscribe_ends_it_and_it_may_begin_again() {
        String name = world.subscribe(reader, "orders", new From.Latest()).subscription();
        world.publish("orders");
        done(world.unsubscribing(reader, name));
        world.publish("orders");
        assertThat(reader.offsets()).containsExactly(1L);
        assertThat(world.subscribe(reader, "orders", after(1)).subscription()).isEqualTo(name);
        assertThat(reader.offsets()).containsExactly(1L, 2L);
    }

    @Test
    void an_unknown_subscription_cannot_be_ended() {
        String others =
                world.subscribe(world.reader(), "orders", new From.Latest()).subscription();
        assertThat(code(world.unsubscribing(reader, others))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(code(world.unsubscribing(reader, "99.x"))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(code(world.unsubscribing(reader, "x"))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void an_unsubscribe_right_behind_its_subscribe_finds_it() {
        String name = world.subscribe(reader, "orders", new From.Latest()).subscription();
        Reader other = world.reader();
        world.ask(on(other), to("orders", new From.Last(3)));
        done(world.unsubscribing(other, name));
        world.publish("orders");
        assertThat(other.offsets()).isEmpty();
    }

    @Test
    void what_is_begun_again_right_behind_its_end_can_be_ended() {
        String name = world.subscribe(reader, "orders", new From.Latest()).subscription();
        world.syncs = false;
        world.events.publish(on(reader), event("orders", "{}"), reader.answer());
        var first = world.unsubscribing(reader, name);
        var again = world.ask(on(reader), to("orders", new From.Latest()));
        world.syncs = true;
        world.settle();
        done(first);
        done(again);
        done(world.unsubscribing(reader, name));
    }

    @Test
    void a_connection_that_ended_hears_nothing_more() {
        world.subscribe(reader, "orders", new From.Latest());
        world.events.ended(on(reader));
        world.publish("orders");
        assertThat(reader.offsets()).isEmpty();
    }

    @Test
    void a_subscribe_whose_connection_ends_meanwhile_leaves_nothing_behind() {
        world.publish("orders");
        var answer = world.ask(on(reader), to("orders", new From.Last(1)));
        world.events.ended(on(reader));
        world.settle();
        world.publish("orders");
        assertThat(answer.isThere()).isTrue();
        assertThat(reader.offsets()).isEmpty();
    }

    @Test
    void an_unsubscribe_that_waits_when_its_connection_ends_ends_nothing_twice() {
        String name = world.subscribe(reader, "orders", new From.Latest()).subscription();
        world.syncs = false;
        world.events.publish(on(reader), event("orders", "{}"), reader.answer());
        var late = world.unsubscribing(reader, name);
        Reader other = world.reader();
        world.subscribe(other, "orders", after(0));
        world.events.ended(on(reader));
        world.syncs = true;
        world.settle();
        assertThat(code(late)).isEqualTo(ErrorCode.NOT_FOUND);
        world.publish("orders");
        assertThat(other.offsets()).containsExactly(1L, 2L);
    }

    @Test
    void a_connection_has_so_many_subscriptions_over_all_streams() {
        for (int i = 0; i < 100; i++) {
            world.subscribe(reader, "s" + i, new From.Latest());
        }
        var refused = world.subscribing(on(reader), to("more", new From.Latest()));
        assertThat(code(refused)).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(refusal(refused).data().member("limit")).contains(new JsonString("subscriptions"));
        assertThat(refusal(refused).data().member("allowed")).contains(JsonNumber.of(100));
        String one = SubscriptionName.of(0, key("s7"), view("s7"));
        int lane = world.lanes.all().indexOf(world.owner("s7"));
        done(world.unsubscribing(reader, lane + one.substring(1)));
        world.subscribe(reader, "more", new From.Latest());
    }

    private static StreamKey key(String stream) {
        return new StreamKey(TenantId.DEFAULT, stream);
    }

    private static TopicView view(String pattern) {
        return TopicView.of(EventWorld.mayAll(), TopicAction.SUBSCRIBE, new TopicPattern(pattern));
    }

    @Test
    void who_may_see_nothing_is_refused() {
        var by = on(reader, may(TopicAction.SUBSCRIBE, "other.**"));
        assertThat(code(world.subscribing(by, to("orders.**", new From.Latest()))))
                .isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void forbidden_topics_are_left_out_live_and_in_replay() {
        world.publish("orders.eu");
        world.publish("orders.us");
        var by = on(reader, may(TopicAction.SUBSCRIBE, "orders.eu"));
        done(world.subscribing(by, to("orders.*", new From.Earliest())));
        world.publish("orders.us");
        world.publish("orders.eu");
        assertThat(reader.offsets()).containsExactly(1L, 4L);
    }

    @Test
    void cursors_move_while_only_filtered_events_pass() {
        String name = world.subscribe(reader, "orders.eu", new From.Latest()).subscription();
        world.fill("orders.us", 4);
        world.advanceSeconds(10);
        assertThat(reader.heard(Notice.EventsPosition.class)).containsExactly(new Notice.EventsPosition(name, 4));
        world.advanceSeconds(30);
        assertThat(reader.heard(Notice.EventsPosition.class)).hasSize(1);
        world.publish("orders.eu");
        world.advanceSeconds(30);
        assertThat(reader.heard(Notice.EventsPosition.class)).hasSize(1);
    }

    @Test
    void a_replay_that_finds_nothing_says_how_far_it_looked() {
        world.fill("orders.us", 4);
        String name = world.subscribe(reader, "orders.eu", after(1)).subscription();
        assertThat(reader.heard(Notice.EventsPosition.class)).containsExactly(new Notice.EventsPosition(name, 4));
    }

    @Test
    void a_publish_before_a_subscribe_is_not_news_to_it() {
        world.publish("orders");
        world.syncs = false;
        world.events.publish(on(reader), event("orders", "{}"), reader.answer());
        world.ask(on(reader), to("orders", new From.Latest()));
        world.syncs = true;
        world.settle();
        world.publish("orders");
        assertThat(reader.offsets()).containsExactly(3L);
    }

    @Test
    void last_has_a_limit() {
        assertThat(code(world.subscribing(on(reader), to("orders", new From.Last(10_001)))))
                .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }
}
