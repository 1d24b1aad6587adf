package dev.parley.application.events;

import static dev.parley.application.events.EventWorld.after;
import static dev.parley.application.events.EventWorld.code;
import static dev.parley.application.events.EventWorld.done;
import static dev.parley.application.events.EventWorld.event;
import static dev.parley.application.events.EventWorld.on;
import static dev.parley.application.events.EventWorld.refusal;
import static dev.parley.application.events.EventWorld.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.Notice;
import dev.parley.application.events.EventCommands.From;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.testkit.Faults;
import dev.parley.testkit.Faults.Call;
import dev.parley.testkit.Faults.Fault;
import dev.parley.testkit.InMemoryEventLog;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadingTest {
    private final EventWorld world = new EventWorld();
    private final Reader reader = world.reader();

    /// The next appends meet these faults, then all is well.
    private void appendsMeet(Fault... faults) {
        ArrayDeque<Fault> next = new ArrayDeque<>(List.of(faults));
        world.faults = call -> call == Call.APPEND_EVENTS && !next.isEmpty() ? next.remove() : new Fault.None();
    }

    @Test
    void an_append_of_unknown_outcome_that_was_stored_is_told_once_and_its_resend_is_a_duplicate() {
        world.subscribe(reader, "orders", new From.Latest());
        world.publish("orders");
        appendsMeet(new Fault.Unknown(true));
        var unknown = world.publishing(event("orders", "{}", "e-2"));
        world.settle();
        assertThat(code(unknown)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(reader.offsets()).containsExactly(1L, 2L);
        assertThat(world.publish(event("orders", "{}", "e-2")).duplicate()).isTrue();
        world.publish("orders");
        assertThat(reader.offsets()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void an_append_of_unknown_outcome_that_was_not_stored_leaves_no_trace() {
        world.subscribe(reader, "orders", new From.Latest());
        appendsMeet(new Fault.Unknown(false));
        var unknown = world.publishing(event("orders", "{}", "e-1"));
        world.settle();
        assertThat(code(unknown)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(reader.offsets()).isEmpty();
        assertThat(world.publish(event("orders", "{}", "e-1")).duplicate()).isFalse();
        assertThat(reader.offsets()).containsExactly(1L);
    }

    @Test
    void appends_behind_one_of_unknown_outcome_are_told_in_their_order() {
        world.subscribe(reader, "orders", new From.Latest());
        appendsMeet(new Fault.None(), new Fault.Unknown(true), new Fault.None(), new Fault.Unknown(false));
        var answers = List.of(
                world.publishing(event("orders", "1")),
                world.publishing(event("orders", "2")),
                world.publishing(event("orders", "3")),
                world.publishing(event("orders", "4")),
                world.publishing(event("orders", "5")));
        world.settle();
        assertThat(done(answers.get(2)).offset()).isEqualTo(3);
        assertThat(done(answers.get(4)).offset()).isEqualTo(4);
        assertThat(reader.heard(Notice.EventDelivered.class))
                .extracting(each -> each.event().content().data().utf8())
                .containsExactly("1", "2", "3", "5");
        assertThat(reader.offsets()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void a_reload_waits_for_every_append_that_is_with_the_store() {
        int[] opened = {0};
        world.subscribe(reader, "orders", new From.Latest());
        appendsMeet(new Fault.Unknown(true));
        Faults appends = world.faults;
        world.faults = call -> {
            opened[0] += call == Call.OPEN ? 1 : 0;
            return appends.strike(call);
        };
        world.syncs = false;
        world.publishing(event("orders", "1"));
        world.publishing(event("orders", "2"));
        world.settle();
        world.store.sync(1);
        world.settle();
        assertThat(opened[0]).isZero();
        world.store.sync(1);
        world.settle();
        assertThat(opened[0]).isEqualTo(1);
        assertThat(reader.offsets()).containsExactly(1L, 2L);
    }

    @Test
    void a_publish_during_a_reload_waits_for_it() {
        world.subscribe(reader, "orders", new From.Latest());
        appendsMeet(new Fault.Unknown(true));
        world.publishing(event("orders", "1"));
        world.time.settle();
        world.store.sync();
        var next = world.publishing(event("orders", "2"));
        world.settle();
        assertThat(done(next).offset()).isEqualTo(2);
        assertThat(reader.offsets()).containsExactly(1L, 2L);
    }

    @Test
    void a_store_that_cannot_be_opened_is_tried_again() {
        world.faults = call -> new Fault.Failed("no disk");
        var publish = world.publishing(event("orders", "{}"));
        var subscribe = world.subscribing(on(reader), to("orders", new From.Latest()));
        assertThat(code(publish)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(refusal(publish).data().member("retryAfterMs")).isPresent();
        assertThat(code(subscribe)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        world.faults = Faults.NONE;
        world.advanceSeconds(4);
        assertThat(world.publish("orders").offset()).isEqualTo(1);
    }

    @Test
    void a_reload_that_fails_is_tried_until_what_was_stored_is_told() {
        world.subscribe(reader, "orders", new From.Latest());
        appendsMeet(new Fault.Unknown(true));
        Faults once = world.faults;
        world.faults =
                call -> call == Call.OPEN || call == Call.READ_EVENTS ? new Fault.Failed("no disk") : once.strike(call);
        world.publishing(event("orders", "{}"));
        world.settle();
        assertThat(reader.offsets()).isEmpty();
        assertThat(codeOfPublish()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        world.faults = Faults.NONE;
        world.advanceSeconds(4);
        assertThat(reader.offsets()).containsExactly(1L);
    }

    private ErrorCode codeOfPublish() {
        var answer = world.publishing(event("orders", "{}"));
        world.settle();
        return code(answer);
    }

    @Test
    void a_subscriber_that_joins_during_a_reload_hears_the_rest_once() {
        world.subscribe(world.reader(), "orders", new From.Latest());
        world.publish("orders");
        appendsMeet(new Fault.Unknown(true));
        world.publishing(event("orders", "2"));
        world.time.settle();
        world.store.sync();
        world.ask(on(reader), to("orders", after(0)));
        world.settle();
        world.publish("orders");
        assertThat(reader.offsets()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_log_that_came_back_with_another_epoch_ends_who_listens() {
        SwitchingLog log = new SwitchingLog(new InMemoryEventLog(1, world.disk::execute));
        world.events = world.service(log);
        world.publish("orders");
        world.subscribe(reader, "orders", new From.Latest());
        log.losesTheNextAppend(new InMemoryEventLog(2, world.disk::execute));
        world.publishing(event("orders", "{}"));
        world.settle();
        assertThat(reader.ended()).contains(Ending.INTERNAL);
        assertThat(world.publish("orders").epoch()).isEqualTo(2);
        assertThat(reader.offsets()).isEmpty();
        assertThat(code(world.subscribing(on(world.reader()), to("orders", after(1)))))
                .isEqualTo(ErrorCode.EPOCH_CHANGED);
    }

    @Test
    void a_stream_that_nobody_uses_is_unloaded_and_loaded_again() {
        int[] opened = {0};
        world.faults = call -> {
            opened[0] += call == Call.OPEN ? 1 : 0;
            return new Fault.None();
        };
        world.publish("orders");
        world.advanceSeconds(90);
        assertThat(world.publish("orders").offset()).isEqualTo(2);
        assertThat(opened[0]).isEqualTo(2);
        world.subscribe(reader, "orders", new From.Latest());
        world.advanceSeconds(300);
        world.publish("orders");
        assertThat(opened[0]).isEqualTo(2);
        assertThat(reader.offsets()).containsExactly(3L);
    }

    @Test
    void a_server_that_restarts_goes_on_where_the_log_is() {
        world.fill("orders", 3);
        world.restarted();
        assertThat(world.subscribe(reader, "orders", after(1)).recovered()).isTrue();
        assertThat(world.publish("orders").offset()).isEqualTo(4);
        assertThat(reader.offsets()).containsExactly(2L, 3L, 4L);
    }
}
