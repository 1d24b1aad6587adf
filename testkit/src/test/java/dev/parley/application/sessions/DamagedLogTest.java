package dev.parley.application.sessions;

import static dev.parley.application.sessions.Ops.add;
import static dev.parley.application.sessions.Ops.number;
import static dev.parley.application.sessions.Ops.object;
import static dev.parley.application.sessions.Ops.patch;
import static dev.parley.application.sessions.Ops.remove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog.Loaded;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.SessionKey;
import dev.parley.testkit.Faults;
import dev.parley.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DamagedLogTest {
    private UnaryOperator<List<Committed>> damage = UnaryOperator.identity();
    private final List<Faults.Call> calls = new ArrayList<>();
    private final SessionWorld world = new SessionWorld(SessionWorld.SETTINGS, new VirtualTime(), this::damaged);

    private OperationLog damaged(OperationLog log) {
        return new PlantedBugs.Wrapped(log) {
            @Override
            public void load(SessionKey session, Reply<Loaded> reply) {
                super.load(
                        session,
                        loaded -> reply.accept(
                                loaded instanceof Loaded.Found found
                                        ? new Loaded.Found(
                                                found.epoch(),
                                                found.snapshot(),
                                                damage.apply(found.tail()),
                                                found.settled())
                                        : loaded));
            }
        };
    }

    @Test
    void a_hole_in_the_tail_is_a_failed_load() {
        isRefused(tail -> List.of(tail.get(0), tail.get(2)));
    }

    @Test
    void a_tail_without_its_beginning_is_a_failed_load() {
        isRefused(tail -> tail.subList(1, 3));
    }

    @Test
    void a_log_without_anything_is_a_failed_load() {
        isRefused(_ -> List.of());
    }

    @Test
    void a_change_that_does_not_fit_is_a_failed_load() {
        isRefused(tail -> List.of(tail.get(0), new Committed(2, tail.get(2).change())));
    }

    /// And the damage is not made permanent by a snapshot.
    private void isRefused(UnaryOperator<List<Committed>> how) {
        Seat ana = world.seat("ana", "phone");
        ana.create(object()).done();
        ana.patch(1, 1, patch(add("/x", number(1)))).done();
        ana.patch(2, 2, patch(remove("/x"))).done();
        world.crash(0);
        damage = how;
        world.faults(call -> {
            calls.add(call);
            return new Faults.Fault.None();
        });

        Seat back = world.seat("ana", "phone");
        assertThat(back.join().code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        world.advance(Duration.ofMinutes(3));
        assertThat(calls).doesNotContain(Faults.Call.SAVE_SNAPSHOT);

        damage = UnaryOperator.identity();
        assertThat(back.join().done().version()).isEqualTo(3);
    }
}
