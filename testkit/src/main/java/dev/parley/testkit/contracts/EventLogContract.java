package dev.parley.testkit.contracts;

import static dev.parley.testkit.contracts.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog;
import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.application.events.EventLog.Opened;
import dev.parley.application.events.EventLog.Page;
import dev.parley.application.events.EventLog.Sought;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.events.Topic;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.StreamKey;
import dev.parley.domain.shared.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What an [EventLog] does, in words that a test can check. See also the model and concurrency contracts.
public abstract class EventLogContract {
    static final StreamKey ORDERS = new StreamKey(TenantId.DEFAULT, "orders");
    static final TopicPattern ALL = TopicPattern.EVERYTHING;

    /// The log under test; asked again after every [#restart()].
    protected abstract EventLog log();

    /// Stops the store and opens it again on the same data; does nothing where there is nothing to reopen.
    protected abstract void restart();

    @Test
    public void a_stream_that_was_never_written_is_empty_and_keeps_its_epoch() {
        Opened.Head first = head(ORDERS);

        assertThat(first.head()).isZero();
        assertThat(first.earliest()).isEqualTo(1);
        assertThat(page(ALL, 0, 10)).isEqualTo(new Page.Read(List.of(), 0));
        restart();
        assertThat(head(ORDERS)).isEqualTo(first);
    }

    @Test
    public void offsets_count_from_one_without_gaps() {
        assertThat(publish(event("a"))).isEqualTo(new Appended.Durable(1, 1));
        assertThat(publish(event("b"), event("c"))).isEqualTo(new Appended.Durable(2, 3));
        assertThat(publish(event("d"))).isEqualTo(new Appended.Durable(4, 4));

        restart();
        assertThat(ids(page(ALL, 0, 10))).containsExactly("a", "b", "c", "d");
        assertThat(publish(event("e"))).isEqualTo(new Appended.Durable(5, 5));
    }

    @Test
    public void an_event_comes_back_byte_for_byte() {
        NewEvent rich = new NewEvent(
                new Topic("orders.eu.42"),
                "id-1",
                1_764_000_000_123L,
                Optional.of("com.example.Ünïcode\u2028"),
                Optional.of("/source"),
                Bytes.utf8("{ \"a\" : 1.0e2,\n\t\"b\":\"\u00e9\ud83d\ude00\" }"));
        NewEvent large = new NewEvent(
                new Topic("orders"), "id-2", 0, Optional.empty(), Optional.empty(), Bytes.utf8("x".repeat(300_000)));

        publish(rich, large);

        restart();
        assertThat(read(page(ALL, 0, 10)).events()).containsExactly(new Event(1, rich), new Event(2, large));
    }

    @Test
    public void a_resend_is_answered_with_the_offsets_of_then() {
        publish(event("a"));
        publish(event("b"), event("c"));

        assertThat(append(0, OptionalLong.of(1), event("b"), event("c")))
                .isEqualTo(new Appended.Duplicate(List.of(2L, 3L)));
        restart();
        assertThat(append(0, OptionalLong.of(99), event("c"), event("a")))
                .isEqualTo(new Appended.Duplicate(List.of(3L, 1L)));
        assertThat(head(ORDERS).head()).isEqualTo(3);
    }

    @Test
    public void a_resend_right_behind_the_first_send_is_a_duplicate() {
        Asking<Appended> first = new Asking<>();
        Asking<Appended> second = new Asking<>();
        Append append = new Append(ORDERS, 1, OptionalLong.of(0), List.of(event("a")));

        log().append(append, first);
        log().append(append, second);

        assertThat(first.await()).isEqualTo(new Appended.Durable(1, 1));
        assertThat(second.await()).isEqualTo(new Appended.Duplicate(List.of(1L)));
    }

    @Test
    public void the_time_of_receipt_does_not_make_another_event() {
        publish(event("a", "orders.eu", 1, "{}"));

        assertThat(publish(event("a", "orders.eu", 2, "{}"))).isEqualTo(new Appended.Duplicate(List.of(1L)));
    }

    @Test
    public void an_id_with_other_content_is_refused_and_nothing_is_stored() {
        publish(event("a"), event("b"));

        assertThat(publish(event("new"), event("b", "orders.eu", 0, "{\"other\":1}")))
                .isEqualTo(new Appended.Reused("b", 2));
        assertThat(publish(event("b", "orders.us", 0, "{}"))).isEqualTo(new Appended.Reused("b", 2));
        assertThat(head(ORDERS).head()).isEqualTo(2);
        assertThat(publish(event("new"))).isEqualTo(new Appended.Durable(3, 3));
    }

    @Test
    public void an_append_that_is_stored_in_part_is_refused() {
        publish(event("a"));

        assertThat(publish(event("a"), event("b"))).isEqualTo(new Appended.Reused("a", 1));
        assertThat(publish(event("c"), event("c"))).isEqualTo(new Appended.Reused("c", 0));
        assertThat(head(ORDERS).head()).isEqualTo(1);
    }

    @Test
    public void an_append_that_expects_another_head_conflicts() {
        publish(event("a"));

        assertThat(append(1, OptionalLong.of(0), event("b"))).isEqualTo(new Appended.Conflict(1));
        assertThat(append(1, OptionalLong.of(2), event("b"))).isEqualTo(new Appended.Conflict(1));
        assertThat(append(1, OptionalLong.of(1), event("b"))).isEqualTo(new Appended.Durable(2, 2));
    }

    @Test
    public void an_owner_that_was_replaced_is_fenced() {
        append(5, OptionalLong.empty(), event("a"));

        assertThat(append(4, OptionalLong.empty(), event("b"))).isEqualTo(new Appended.Fenced(5));
        restart();
        assertThat(append(4, OptionalLong.of(7), event("b"))).isEqualTo(new Appended.Fenced(5));
        assertThat(append(6, OptionalLong.of(1), event("b"))).isEqualTo(new Appended.Durable(2, 2));
    }

    @Test
    public void streams_and_tenants_do_not_mix() {
        StreamKey other = new StreamKey(new TenantId("other"), "orders");
        StreamKey invoices = new StreamKey(TenantId.DEFAULT, "invoices");
        publish(event("a"));

        assertThat(head(other).head()).isZero();
        assertThat(head(invoices).head()).isZero();
        Append same = new Append(other, 1, OptionalLong.of(0), List.of(event("a", "orders.eu", 0, "[]")));
        assertThat(Asking.<Appended>ask(reply -> log().append(same, reply))).isEqualTo(new Appended.Durable(1, 1));
        assertThat(ids(page(ALL, 0, 10))).containsExactly("a");
    }

    @Test
    public void pages_follow_one_another() {
        for (int i = 1; i <= 25; i++) {
            publish(event("e" + i));
        }

        assertThat(offsets(page(ALL, 0, 10))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(read(page(ALL, 0, 10)).scannedTo()).isEqualTo(10);
        assertThat(offsets(page(ALL, 20, 10))).containsExactly(21L, 22L, 23L, 24L, 25L);
        assertThat(page(ALL, 25, 10)).isEqualTo(new Page.Read(List.of(), 25));
    }

    @Test
    public void a_filtered_page_moves_on_over_what_does_not_match() {
        publish(
                event("a", "orders.eu", 0, "1"),
                event("b", "orders.us", 0, "2"),
                event("c", "orders.eu.x", 0, "3"),
                event("d", "orders.us", 0, "4"));

        assertThat(page(new TopicPattern("orders.*"), 0, 2))
                .satisfies(page -> assertThat(ids(page)).containsExactly("a", "b"))
                .satisfies(page -> assertThat(read(page).scannedTo()).isEqualTo(2));
        assertThat(ids(page(new TopicPattern("orders.eu.**"), 0, 10))).containsExactly("c");
        assertThat(page(new TopicPattern("nothing"), 0, 10)).isEqualTo(new Page.Read(List.of(), 4));
    }

    @Test
    public void the_last_ones_are_found_from_the_end() {
        publish(
                event("a", "orders.eu", 0, "1"),
                event("b", "orders.us", 0, "2"),
                event("c", "orders.eu", 0, "3"),
                event("d", "orders.us", 0, "4"));

        assertThat(seek(ALL, 0)).isEqualTo(4);
        assertThat(seek(ALL, 1)).isEqualTo(3);
        assertThat(seek(new TopicPattern("orders.eu"), 1)).isEqualTo(2);
        assertThat(seek(new TopicPattern("orders.eu"), 2)).isZero();
        assertThat(seek(ALL, 99)).isZero();
        trim(3, OptionalLong.empty());
        assertThat(seek(ALL, 99)).isEqualTo(2);
        assertThat(seek(new TopicPattern("nothing"), 1)).isEqualTo(2);
    }

    @Test
    public void what_is_trimmed_is_announced_as_gone() {
        for (int i = 1; i <= 10; i++) {
            publish(event("e" + i));
        }
        long epoch = head(ORDERS).epoch();

        assertThat(trim(4, OptionalLong.empty())).isEqualTo(new Opened.Head(epoch, 4, 10));
        restart();
        assertThat(head(ORDERS)).isEqualTo(new Opened.Head(epoch, 4, 10));
        assertThat(page(ALL, 2, 10)).isEqualTo(new Page.Gone(4));
        assertThat(offsets(page(ALL, 3, 2))).containsExactly(4L, 5L);
        assertThat(trim(2, OptionalLong.empty())).isEqualTo(new Opened.Head(epoch, 4, 10));
    }

    @Test
    public void trimming_everything_keeps_the_head() {
        publish(event("a"), event("b"));
        long epoch = head(ORDERS).epoch();

        assertThat(trim(100, OptionalLong.empty())).isEqualTo(new Opened.Head(epoch, 3, 2));
        restart();
        assertThat(page(ALL, 2, 10)).isEqualTo(new Page.Read(List.of(), 2));
        assertThat(publish(event("c"))).isEqualTo(new Appended.Durable(3, 3));
        assertThat(head(ORDERS)).isEqualTo(new Opened.Head(epoch, 3, 3));
    }

    @Test
    public void trimming_by_age_stops_at_the_first_event_that_is_young_enough() {
        publish(
                event("a", "orders.eu", 100, "1"),
                event("b", "orders.eu", 200, "2"),
                event("c", "orders.eu", 300, "3"),
                event("d", "orders.eu", 150, "4"));

        assertThat(earliest(trim(0, OptionalLong.of(200)))).isEqualTo(2);
        assertThat(earliest(trim(3, OptionalLong.of(301)))).isEqualTo(5);
    }

    @Test
    public void an_id_that_was_trimmed_can_stand_for_another_event() {
        publish(event("a"), event("b"));
        trim(2, OptionalLong.empty());

        assertThat(publish(event("a", "orders.us", 9, "[1]"))).isEqualTo(new Appended.Durable(3, 3));
        assertThat(publish(event("b"))).isEqualTo(new Appended.Duplicate(List.of(2L)));
    }

    static NewEvent event(String id) {
        return event(id, "orders.eu", 0, "{\"id\":\"" + id + "\"}");
    }

    static NewEvent event(String id, String topic, long time, String data) {
        return new NewEvent(new Topic(topic), id, time, Optional.of("test"), Optional.empty(), Bytes.utf8(data));
    }

    private Appended publish(NewEvent... events) {
        return append(1, OptionalLong.empty(), events);
    }

    private Appended append(long fence, OptionalLong expected, NewEvent... events) {
        Append append = new Append(ORDERS, fence, expected, Arrays.asList(events));
        return ask(reply -> log().append(append, reply));
    }

    private Opened.Head head(StreamKey stream) {
        return opened(ask(reply -> log().open(stream, reply)));
    }

    private Opened trim(long below, OptionalLong olderThanMillis) {
        return ask(reply -> log().trim(ORDERS, below, olderThanMillis, reply));
    }

    private Page page(TopicPattern which, long after, int max) {
        return ask(reply -> log().read(ORDERS, which, after, max, reply));
    }

    private long seek(TopicPattern which, int count) {
        Sought sought = ask(reply -> log().seekLast(ORDERS, which, count, reply));
        return switch (sought) {
            case Sought.After(long offset) -> offset;
            case Sought.Failed(String reason) -> throw new AssertionError(reason);
        };
    }

    static Opened.Head opened(Opened opened) {
        return switch (opened) {
            case Opened.Head head -> head;
            case Opened.Failed(String reason) -> throw new AssertionError(reason);
        };
    }

    private static long earliest(Opened opened) {
        return opened(opened).earliest();
    }

    static Page.Read read(Page page) {
        return switch (page) {
            case Page.Read read -> read;
            case Page.Gone gone -> throw new AssertionError(gone.toString());
            case Page.Failed(String reason) -> throw new AssertionError(reason);
        };
    }

    private static List<String> ids(Page page) {
        return read(page).events().stream().map(event -> event.content().id()).toList();
    }

    private static List<Long> offsets(Page page) {
        return read(page).events().stream().map(Event::offset).toList();
    }
}
