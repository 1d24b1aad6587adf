package dev.parley.application.events;

import static dev.parley.application.events.EventWorld.after;
import static dev.parley.application.events.EventWorld.code;
import static dev.parley.application.events.EventWorld.event;
import static dev.parley.application.events.EventWorld.on;
import static dev.parley.application.events.EventWorld.refusal;
import static dev.parley.application.events.EventWorld.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Notice;
import dev.parley.application.events.EventCommands.From;
import dev.parley.domain.events.Retention;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.testkit.Faults;
import dev.parley.testkit.Faults.Fault;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private static final Retention LAST_TEN = new Retention(OptionalLong.empty(), OptionalLong.of(10));

    private final EventWorld world = new EventWorld();
    private final Reader reader = world.reader();

    @Test
    void a_long_replay_comes_in_slices_that_wait_for_the_reader() {
        world.fill("orders", 1500);
        reader.stopReading();
        world.subscribe(reader, "orders", new From.Earliest());
        assertThat(reader.queued()).isEqualTo(1 + 100);
        readAll();
        assertThat(reader.offsets()).isEqualTo(offsets(1, 1500));
    }

    @Test
    void large_events_come_in_smaller_slices() {
        for (int i = 0; i < 50; i++) {
            world.publish(event("orders", "x".repeat(60_000)));
        }
        reader.stopReading();
        world.subscribe(reader, "orders", new From.Earliest());
        assertThat(reader.queued()).isEqualTo(1 + 2 * 2);
        for (int i = 0; i < 50; i++) {
            readAll();
        }
        assertThat(reader.offsets()).isEqualTo(offsets(1, 50));
    }

    @Test
    void what_is_published_during_a_replay_follows_it_once() {
        world.fill("orders", 1300);
        reader.stopReading();
        world.subscribe(reader, "orders", after(10));
        for (int i = 0; i < 20; i++) {
            world.fill("orders", 10);
            reader.readOn();
            reader.stopReading();
        }
        readAll();
        assertThat(reader.offsets()).isEqualTo(offsets(11, 1500));
    }

    @Test
    void a_slow_member_comes_back_from_the_log_and_misses_nothing() {
        world.subscribe(reader, "orders", new From.Latest());
        reader.stopReading();
        world.fill("orders", 1200);
        assertThat(reader.queued()).isLessThanOrEqualTo(Reader.LAG_MARK);
        readAll();
        assertThat(reader.offsets()).isEqualTo(offsets(1, 1200));
        world.publish("orders");
        assertThat(reader.offsets()).hasSize(1201);
    }

    @Test
    void a_slow_member_does_not_hold_up_the_others() {
        Reader quick = world.reader();
        world.subscribe(reader, "orders", new From.Latest());
        world.subscribe(quick, "orders", new From.Latest());
        reader.stopReading();
        world.fill("orders", 100);
        assertThat(quick.offsets()).isEqualTo(offsets(1, 100));
    }

    @Test
    void a_member_that_leaves_while_it_is_behind_hears_nothing_more() {
        String name = world.subscribe(reader, "orders", new From.Latest()).subscription();
        reader.stopReading();
        world.fill("orders", 100);
        world.unsubscribing(reader, name);
        readAll();
        assertThat(reader.offsets()).hasSizeLessThanOrEqualTo(Reader.LAG_MARK);
    }

    @Test
    void a_replay_waits_for_a_store_that_cannot_be_read() {
        world.fill("orders", 1200);
        world.faults = call -> call == Faults.Call.READ_EVENTS ? new Fault.Failed("io") : new Fault.None();
        world.subscribe(reader, "orders", new From.Earliest());
        world.advanceSeconds(1);
        assertThat(reader.offsets()).isEmpty();
        world.faults = Faults.NONE;
        world.advanceSeconds(1);
        assertThat(reader.offsets()).isEqualTo(offsets(1, 1200));
    }

    @Test
    void a_position_that_was_trimmed_is_refused_with_what_is_left() {
        world.with(LAST_TEN).fill("orders", 50);
        world.advanceSeconds(61);
        var refused = world.subscribing(on(reader), to("orders", after(20)));
        assertThat(code(refused)).isEqualTo(ErrorCode.OFFSET_GONE);
        assertThat(refusal(refused).data().member("earliest")).contains(JsonNumber.of(41));
        assertThat(world.subscribe(reader, "orders", after(40)).recovered()).isTrue();
        assertThat(reader.offsets()).isEqualTo(offsets(41, 50));
    }

    @Test
    void what_is_trimmed_during_a_replay_is_announced_as_a_gap() {
        world.with(LAST_TEN).fill("orders", 1500);
        reader.stopReading();
        String name = world.subscribe(reader, "orders", new From.Earliest()).subscription();
        world.advanceSeconds(61);
        readAll();
        assertThat(reader.heard(Notice.EventsGap.class)).containsExactly(new Notice.EventsGap(name, 101, 1490));
        assertThat(reader.offsets()).startsWith(1L, 2L).contains(100L, 1491L).endsWith(1500L);
        world.publish("orders");
        assertThat(reader.offsets()).endsWith(1500L, 1501L);
    }

    @Test
    void earliest_starts_at_what_is_kept() {
        world.with(LAST_TEN).fill("orders", 50);
        world.advanceSeconds(61);
        assertThat(world.subscribe(reader, "orders", new From.Earliest()).offset())
                .isEqualTo(40);
        assertThat(reader.heard(Notice.EventsGap.class)).isEmpty();
        assertThat(reader.offsets()).isEqualTo(offsets(41, 50));
    }

    private void readAll() {
        for (int i = 0; i < 30; i++) {
            reader.readOn();
            world.settle();
        }
    }

    private static List<Long> offsets(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
