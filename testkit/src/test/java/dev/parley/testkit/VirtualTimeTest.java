package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.lanes.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> done = new ArrayList<>();

    @Test
    void tasks_run_in_the_order_of_time_and_asking() {
        Lane one = time.lane("one");
        Lane two = time.lane("two");
        one.after(5, () -> done.add("later"));
        two.execute(() -> done.add("first"));
        one.execute(() -> done.add("second"));
        time.advance(5);
        assertThat(done).containsExactly("first", "second", "later");
        assertThat(time.nanoTime()).isEqualTo(5);
    }

    @Test
    void a_task_is_never_run_inline() {
        Lane lane = time.lane("lane");
        lane.execute(() -> {
            lane.execute(() -> done.add("inner"));
            done.add("outer");
        });
        time.settle();
        assertThat(done).containsExactly("outer", "inner");
    }

    @Test
    void a_cancelled_timer_does_not_run() {
        Lane lane = time.lane("lane");
        lane.after(3, () -> done.add("never")).cancel();
        time.advance(10);
        assertThat(done).isEmpty();
    }

    @Test
    void a_timer_of_a_timer_is_due_within_the_same_advance() {
        Lane lane = time.lane("lane");
        lane.after(3, () -> lane.after(4, () -> done.add("at " + lane.nanoTime())));
        time.advance(7);
        assertThat(done).containsExactly("at 7");
    }

    @Test
    void a_seeded_chooser_mixes_lanes_but_keeps_the_order_within_each() {
        assertThat(mixed(1)).isEqualTo(mixed(1));
        assertThat(List.of(mixed(1), mixed(2), mixed(3), mixed(4))).anyMatch(order -> !order.equals(mixed(1)));
        assertThat(mixed(1).stream().filter(name -> name.startsWith("a"))).containsExactly("a0", "a1", "a2", "a3");
    }

    private static List<String> mixed(long seed) {
        Random random = new Random(seed);
        VirtualTime time = new VirtualTime(ready -> ready.get(random.nextInt(ready.size())));
        Lane a = time.lane("a");
        Lane b = time.lane("b");
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String number = String.valueOf(i);
            a.execute(() -> order.add("a" + number));
            b.execute(() -> order.add("b" + number));
        }
        time.settle();
        return order;
    }
}
