package dev.parley.application.events;

import static dev.parley.application.events.EventWorld.event;
import static dev.parley.application.events.EventWorld.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.Signals;
import dev.parley.application.events.EventCommands.From;
import dev.parley.domain.events.Retention;
import dev.parley.testkit.Faults;
import dev.parley.testkit.Faults.Call;
import dev.parley.testkit.Faults.Fault;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RetainingTest {
    private final EventWorld world = new EventWorld();

    private List<Long> kept() {
        return offsets(world.history("orders", new From.Earliest(), 1000).events());
    }

    @Test
    void only_the_newest_are_kept_by_count() {
        world.with(new Retention(OptionalLong.empty(), OptionalLong.of(3))).fill("orders", 8);
        world.advanceSeconds(61);
        assertThat(kept()).containsExactly(6L, 7L, 8L);
    }

    @Test
    void only_the_young_are_kept_by_age() {
        world.with(new Retention(OptionalLong.of(100_000), OptionalLong.empty()))
                .fill("orders", 2);
        world.subscribe(world.reader(), "orders", new From.Latest());
        world.advanceSeconds(70);
        world.fill("orders", 2);
        world.advanceSeconds(55);
        assertThat(kept()).containsExactly(3L, 4L);
    }

    @Test
    void offsets_go_on_after_everything_is_gone() {
        world.with(new Retention(OptionalLong.of(1000), OptionalLong.empty())).fill("orders", 2);
        world.advanceSeconds(61);
        assertThat(kept()).isEmpty();
        assertThat(world.publish("orders").offset()).isEqualTo(3);
    }

    @Test
    void a_stream_is_swept_when_it_is_loaded() {
        world.fill("orders", 8);
        world.with(new Retention(OptionalLong.empty(), OptionalLong.of(3)));
        world.history("orders", new From.Latest(), 1);
        assertThat(kept()).containsExactly(6L, 7L, 8L);
    }

    @Test
    void a_sweep_that_fails_fails_nothing_else_and_is_made_again() {
        world.with(new Retention(OptionalLong.empty(), OptionalLong.of(3))).fill("orders", 8);
        world.subscribe(world.reader(), "orders", new From.Latest());
        world.faults = call -> call == Call.TRIM ? new Fault.Failed("disk full") : new Fault.None();
        world.advanceSeconds(61);
        assertThat(kept()).hasSize(8);
        assertThat(world.publish("orders").offset()).isEqualTo(9);
        assertThat(world.counted).containsEntry(Signals.Counter.STORE_FAILURES, 1);
        world.faults = Faults.NONE;
        world.advanceSeconds(60);
        assertThat(kept()).containsExactly(7L, 8L, 9L);
    }

    @Test
    void a_publish_does_not_wait_for_a_sweep() {
        world.with(new Retention(OptionalLong.empty(), OptionalLong.of(3))).fill("orders", 8);
        world.subscribe(world.reader(), "orders", new From.Latest());
        world.syncs = false;
        world.time.advance(61 * EventWorld.SECOND);
        assertThat(world.store.unsynced()).isEqualTo(1);
        world.publishing(event("orders", "{}"));
        world.settle();
        assertThat(world.store.unsynced()).isEqualTo(2);
    }

    @Test
    void what_is_kept_for_ever_is_never_swept() {
        world.faults = call -> {
            assertThat(call).isNotEqualTo(Call.TRIM);
            return new Fault.None();
        };
        world.fill("orders", 8);
        world.advanceSeconds(200);
        assertThat(kept()).hasSize(8);
    }
}
