package dev.parley.application.events;

import static dev.parley.application.events.EventWorld.caller;
import static dev.parley.application.events.EventWorld.code;
import static dev.parley.application.events.EventWorld.done;
import static dev.parley.application.events.EventWorld.event;
import static dev.parley.application.events.EventWorld.may;
import static dev.parley.application.events.EventWorld.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.Grade;
import dev.parley.application.Signals;
import dev.parley.application.delivery.Caller;
import dev.parley.application.events.EventAnswers.Published;
import dev.parley.application.events.EventCommands.From;
import dev.parley.application.events.EventCommands.Publish;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.events.Topic;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.SessionId;
import dev.parley.testkit.Answer;
import dev.parley.testkit.Faults;
import dev.parley.testkit.Faults.Fault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublishingTest {
    private final EventWorld world = new EventWorld();

    @Test
    void offsets_count_from_one_and_belong_to_the_stream() {
        assertThat(world.publish("orders.eu")).isEqualTo(new Published("orders", 1, 1, false, Grade.DISK));
        assertThat(world.publish("orders.us").offset()).isEqualTo(2);
        assertThat(world.publish("chat").offset()).isEqualTo(1);
    }

    @Test
    void nobody_hears_of_an_event_before_it_is_durable() {
        Reader reader = world.reader();
        world.subscribe(reader, "orders", new From.Latest());
        world.syncs = false;
        var answer = world.publishing(event("orders", "{}"));
        world.settle();
        assertThat(answer.isThere()).isFalse();
        assertThat(reader.offsets()).isEmpty();
        world.store.sync();
        world.settle();
        assertThat(done(answer).offset()).isEqualTo(1);
        assertThat(reader.offsets()).containsExactly(1L);
    }

    @Test
    void publishes_are_pipelined_into_one_sync() {
        world.publish("orders");
        world.syncs = false;
        List<Answer<Outcome<Published>>> answers = IntStream.range(0, 50)
                .mapToObj(i -> world.publishing(event("orders", "" + i)))
                .toList();
        world.settle();
        assertThat(world.store.unsynced()).isEqualTo(50);
        world.store.sync();
        world.settle();
        assertThat(answers.getLast().value()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void an_event_keeps_its_bytes_attributes_and_time_of_receipt() {
        world.advanceSeconds(3);
        world.publish(new Publish(
                new Topic("orders.eu"),
                Bytes.utf8("{ \"n\" : 1.0 }"),
                Optional.of("e-1"),
                Optional.of("placed"),
                Optional.of("/shop"),
                OptionalLong.empty(),
                Optional.empty()));
        var stored =
                world.history("orders.**", new From.Earliest(), 10).events().getFirst();
        assertThat(stored.content().data().utf8()).isEqualTo("{ \"n\" : 1.0 }");
        assertThat(stored.content().id()).isEqualTo("e-1");
        assertThat(stored.content().type()).contains("placed");
        assertThat(stored.content().source()).contains("/shop");
        assertThat(stored.content().timeMillis()).isEqualTo(3000);
    }

    @Test
    void an_event_without_an_id_gets_one_from_the_server() {
        world.publish("orders");
        world.publish("orders");
        assertThat(world.history("orders", new From.Earliest(), 10).events())
                .extracting(each -> each.content().id())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_resend_is_answered_as_the_first_send_and_told_to_nobody() {
        Reader reader = world.reader();
        world.subscribe(reader, "orders", new From.Latest());
        Published first = world.publish(event("orders", "{}", "e-1"));
        Published again = world.publish(event("orders", "{}", "e-1"));
        assertThat(again).isEqualTo(new Published("orders", 1, first.offset(), true, Grade.DISK));
        assertThat(reader.offsets()).containsExactly(1L);
        assertThat(world.counted).containsEntry(Signals.Counter.EVENTS_DUPLICATE, 1);
    }

    @Test
    void an_id_that_stands_for_another_event_is_refused() {
        world.publish(event("orders", "1", "e-1"));
        assertThat(codeOf(event("orders", "2", "e-1"))).isEqualTo(ErrorCode.OP_ID_REUSED);
    }

    @Test
    void an_expected_offset_is_met_or_refused() {
        assertThat(world.publish(expecting(0)).offset()).isEqualTo(1);
        var refused = world.publishing(expecting(0));
        world.settle();
        assertThat(code(refused)).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refusal(refused).data().member("offset")).contains(JsonNumber.of(1));
        assertThat(codeOf(expecting(-1))).isEqualTo(ErrorCode.INVALID_OFFSET);
    }

    private static Publish expecting(long offset) {
        return new Publish(
                new Topic("orders"),
                Bytes.utf8("{}"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(offset),
                Optional.empty());
    }

    @Test
    void publishing_needs_the_right_on_this_very_topic() {
        var by = caller(may(TopicAction.PUBLISH, "orders.eu.*"));
        assertThat(codeOf(by, "orders.us.1")).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(caller(may(TopicAction.SUBSCRIBE, "**")), "orders.eu.1"))
                .isEqualTo(ErrorCode.FORBIDDEN);
        Answer<Outcome<Published>> allowed = new Answer<>();
        world.events.publish(by, event("orders.eu.1", "{}"), allowed);
        world.settle();
        assertThat(done(allowed).offset()).isEqualTo(1);
    }

    private ErrorCode codeOf(Caller by, String topic) {
        Answer<Outcome<Published>> answer = new Answer<>();
        world.events.publish(by, event(topic, "{}"), answer);
        world.settle();
        return code(answer);
    }

    @Test
    void data_and_attributes_have_limits_and_ids_a_grammar() {
        var tooLarge = world.publishing(event("orders", "x".repeat(64 * 1024 + 1)));
        world.settle();
        assertThat(code(tooLarge)).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(refusal(tooLarge).data().member("limit")).contains(new JsonString("eventDataBytes"));
        assertThat(world.publish(event("orders", "x".repeat(64 * 1024))).offset())
                .isEqualTo(1);
        assertThat(codeOf(typed("t".repeat(1025)))).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(codeOf(event("orders", "{}", "not an id"))).isEqualTo(ErrorCode.INVALID_ID);
    }

    private static Publish typed(String type) {
        return new Publish(
                new Topic("orders"),
                Bytes.utf8("{}"),
                Optional.empty(),
                Optional.of(type),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    @Test
    void more_appends_than_the_stream_carries_are_told_when_to_come_again() {
        world.publish("orders");
        world.syncs = false;
        List<Answer<Outcome<Published>>> answers = IntStream.range(0, 257)
                .mapToObj(i -> world.publishing(event("orders", "" + i)))
                .toList();
        world.settle();
        assertThat(code(answers.getLast())).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refusal(answers.getLast()).data().member("retryAfterMs")).isPresent();
        world.syncs = true;
        world.settle();
        assertThat(done(answers.get(255)).offset()).isEqualTo(257);
        assertThat(world.publish("orders").offset()).isEqualTo(258);
    }

    @Test
    void more_bytes_than_the_stream_carries_are_told_when_to_come_again() {
        world.syncs = false;
        String large = "x".repeat(64 * 1024);
        List<Answer<Outcome<Published>>> answers = IntStream.range(0, 64)
                .mapToObj(i -> world.publishing(event("orders", large)))
                .toList();
        world.settle();
        assertThat(code(answers.getLast())).isEqualTo(ErrorCode.RATE_LIMITED);
    }

    @Test
    void what_the_store_does_not_take_is_refused_and_can_be_sent_again() {
        world.publish("orders");
        world.faults = call -> new Fault.Failed("disk full");
        assertThat(codeOf(event("orders", "{}", "e-1"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        world.faults = call -> new Fault.Busy(70);
        var busy = world.publishing(event("orders", "{}", "e-1"));
        world.settle();
        assertThat(code(busy)).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refusal(busy).data().member("retryAfterMs")).contains(JsonNumber.of(70));
        world.faults = Faults.NONE;
        assertThat(world.publish(event("orders", "{}", "e-1")))
                .isEqualTo(new Published("orders", 1, 2, false, Grade.DISK));
    }

    @Test
    void a_message_ends_its_authors_typing_before_it_is_stored() {
        world.syncs = false;
        var answer = world.publishing(message("chat.room"));
        world.settle();
        assertThat(world.cleared).containsExactly(CLEAR);
        assertThat(answer.isThere()).isFalse();
        world.syncs = true;
        world.settle();
        assertThat(done(answer).offset()).isEqualTo(1);
    }

    @Test
    void a_refused_message_ends_its_authors_typing_too() {
        Answer<Outcome<Published>> answer = new Answer<>();
        world.events.publish(caller(Grants.NONE), message("chat.room"), answer);
        world.settle();
        assertThat(code(answer)).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(world.cleared).containsExactly(CLEAR);
    }

    @Test
    void a_message_that_waits_for_its_clearing_keeps_its_place_among_its_connections_calls() {
        Reader reader = world.reader();
        var by = EventWorld.on(reader);
        world.events.publish(by, message("chat.room"), reader.answer());
        world.events.publish(by, event("chat.room", "2"), reader.answer());
        world.ask(by, EventWorld.to("chat.*", new From.Latest()));
        world.events.publish(by, event("chat.room", "3"), reader.answer());
        world.settle();
        assertThat(reader.heard(Outcome.Done.class))
                .extracting(each -> each.value() instanceof Published published ? published.offset() : -1L)
                .containsExactly(1L, 2L, -1L, 3L);
        assertThat(reader.offsets()).containsExactly(3L);
    }

    private static final TypingCommands.Clear CLEAR = new TypingCommands.Clear(new SessionId("room"), "", 7);

    private static Publish message(String topic) {
        return new Publish(
                new Topic(topic),
                Bytes.utf8("\"hi\""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(CLEAR));
    }

    private ErrorCode codeOf(Publish command) {
        var answer = world.publishing(command);
        world.settle();
        return code(answer);
    }
}
