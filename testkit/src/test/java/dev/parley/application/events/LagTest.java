package dev.parley.application.events;

import static dev.parley.application.events.EventWorld.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.Notice;
import dev.parley.application.events.EventCommands.From;
import dev.parley.domain.events.Lag;
import dev.parley.domain.events.TopicPattern;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What a subscription may want when its connection falls behind: the reader stops, much is published, it reads on.
class LagTest {
    private static final int MEMORY = EventLimits.DEFAULTS.recentEvents();

    private final EventWorld world = new EventWorld();
    private final Reader reader = world.reader();

    @Test
    void latest_goes_on_at_the_head_and_announces_what_it_left_out() {
        fallBehind(Lag.LATEST, 1_200);
        List<Long> before = reader.offsets();
        assertThat(before).isEqualTo(offsets(1, before.size()));
        assertThat(gaps()).containsExactly(before.size() + 1 + "-1200");
        world.publish("orders");
        assertThat(reader.offsets()).hasSize(before.size() + 1).endsWith(1_201L);
    }

    @Test
    void drop_oldest_goes_on_with_what_is_in_memory_and_announces_what_is_older() {
        fallBehind(Lag.DROP_OLDEST, MEMORY + 200);
        int before = reader.offsets().size() - MEMORY;
        assertThat(gaps()).containsExactly(before + 1 + "-200");
        assertThat(reader.offsets().subList(0, before)).isEqualTo(offsets(1, before));
        assertThat(reader.offsets().subList(before, before + MEMORY)).isEqualTo(offsets(201, MEMORY + 200));
        world.publish("orders");
        assertThat(reader.offsets()).endsWith(MEMORY + 200L, MEMORY + 201L);
    }

    @Test
    void drop_oldest_drops_nothing_while_all_is_in_memory() {
        fallBehind(Lag.DROP_OLDEST, MEMORY - 100);
        assertThat(gaps()).isEmpty();
        assertThat(reader.offsets()).isEqualTo(offsets(1, MEMORY - 100));
    }

    @Test
    void disconnect_ends_the_connection_at_once() {
        subscribe(Lag.DISCONNECT);
        reader.stopReading();
        world.fill("orders", 100);
        assertThat(reader.ended()).contains(Ending.TOO_SLOW);
    }

    @Test
    void whoever_keeps_up_is_told_everything_whatever_he_asked_for() {
        for (Lag lag : Lag.values()) {
            world.subscribing(on(world.reader()), command(lag));
        }
        subscribe(Lag.LATEST);
        world.fill("orders", 300);
        assertThat(reader.offsets()).isEqualTo(offsets(1, 300));
        assertThat(gaps()).isEmpty();
    }

    @Test
    void what_was_left_behind_by_one_is_told_to_the_other_in_the_same_audience() {
        Reader patient = world.reader();
        world.subscribing(on(patient), command(Lag.CATCH_UP));
        patient.stopReading();
        fallBehind(Lag.LATEST, 1_200);
        for (int i = 0; i < 200; i++) {
            patient.readOn();
            world.settle();
        }
        assertThat(patient.offsets()).isEqualTo(offsets(1, 1_200));
    }

    private void fallBehind(Lag lag, int events) {
        subscribe(lag);
        reader.stopReading();
        world.fill("orders", events);
        for (int i = 0; i < 200; i++) {
            reader.readOn();
            world.settle();
        }
    }

    private void subscribe(Lag lag) {
        world.subscribing(on(reader), command(lag));
    }

    private static EventCommands.Subscribe command(Lag lag) {
        return new EventCommands.Subscribe(new TopicPattern("orders"), new From.Latest(), lag);
    }

    private List<String> gaps() {
        return reader.heard(Notice.EventsGap.class).stream()
                .map(gap -> gap.from() + "-" + gap.to())
                .toList();
    }

    private static List<Long> offsets(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
