package dev.parley.application.sessions;

import static dev.parley.application.sessions.Ops.add;
import static dev.parley.application.sessions.Ops.list;
import static dev.parley.application.sessions.Ops.number;
import static dev.parley.application.sessions.Ops.object;
import static dev.parley.application.sessions.Ops.patch;
import static dev.parley.application.sessions.Ops.remove;
import static dev.parley.application.sessions.Ops.replace;
import static dev.parley.application.sessions.Ops.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog.Loaded;
import dev.parley.application.sessions.SessionAnswers.Acknowledged;
import dev.parley.application.sessions.SessionAnswers.Joined;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.sessions.Acknowledgement;
import dev.parley.domain.sessions.Mode;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.testkit.Faults;
import dev.parley.testkit.Faults.Call;
import dev.parley.testkit.Faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadingTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    private final SessionWorld world = new SessionWorld();
    private Seat ana = world.seat("ana", "phone");
    private Seat ben = world.seat("ben", "desk");

    @Test
    void an_idle_session_is_put_away_with_a_snapshot_and_comes_back_the_same() {
        ana.create(object().with("l", list(text("a")))).done();
        ana.join().done();
        ana.patch(1, 1, patch(add("/x", number(1)))).done();
        ana.setRole("eve", Optional.of(Role.VIEWER)).done();
        ana.leave().done();
        world.advance(LONG);

        assertThat(world.isLoaded(Seat.KEY)).isFalse();
        assertThat(stored().snapshot().orElseThrow().version()).isEqualTo(3);
        assertThat(stored().tail()).isEmpty();
        Joined back = ana.join().done();
        assertThat(back.version()).isEqualTo(3);
        assertThat(back.clientSeq()).isEqualTo(1);
        assertThat(back.members()).hasSize(2);
        assertThat(ana.patch(1, 1, patch(add("/x", number(1)))).done().duplicate())
                .isTrue();
    }

    @Test
    void a_session_with_somebody_in_it_stays() {
        ana.create(object()).done();
        ana.join().done();
        world.advance(LONG);
        assertThat(world.isLoaded(Seat.KEY)).isTrue();
        ana.vanish();
        world.advance(LONG);
        assertThat(world.isLoaded(Seat.KEY)).isFalse();
    }

    @Test
    void a_session_that_is_asked_for_stays_although_nobody_is_in_it() {
        ana.create(object()).done();
        for (int i = 0; i < 10; i++) {
            world.advance(Duration.ofSeconds(30));
            ben.get().done();
            assertThat(world.isLoaded(Seat.KEY)).isTrue();
        }
        world.advance(LONG);
        assertThat(world.isLoaded(Seat.KEY)).isFalse();
    }

    @Test
    void a_snapshot_that_fails_costs_nothing_but_time() {
        ana.create(object()).done();
        ana.patch(1, 1, patch(add("/x", number(1)))).done();
        world.faults(call -> call == Call.SAVE_SNAPSHOT ? new Fault.Failed("disk full") : new Fault.None());
        world.advance(LONG);
        assertThat(world.isLoaded(Seat.KEY)).isFalse();
        assertThat(stored().snapshot()).isEmpty();
        assertThat(ana.get().done().document()).isEqualTo(object().with("x", number(1)));
    }

    @Test
    void a_long_tail_makes_a_snapshot_while_the_session_is_in_use() {
        ana.create(object()).done();
        ana.join().done();
        for (int i = 1; i <= 1_000; i++) {
            ana.patch(i, i, patch(add("/x", number(i)))).done();
        }
        assertThat(stored().snapshot().orElseThrow().version()).isBetween(200L, 1_001L);
    }

    @Test
    void joiners_wait_for_one_load() {
        ana.create(object()).done();
        world.crash(0);
        List<Call> calls = new ArrayList<>();
        world.faults(call -> {
            calls.add(call);
            return new Fault.None();
        });
        List<Heard<Joined>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Seat seat = world.seat("user" + i, "tab");
            Heard<Joined> heard = new Heard<>();
            all.add(heard);
            world.sessions().join(seat.caller(), new SessionCommands.Join(Seat.DOC, Optional.empty()), heard);
        }
        world.settle();
        assertThat(all).allMatch(heard -> heard.done().version() == 1);
        assertThat(calls).containsExactly(Call.LOAD);
    }

    @Test
    void a_load_that_fails_is_not_an_empty_session() {
        ana.create(object()).done();
        world.crash(0);
        world.faults(_ -> new Fault.Failed("broken"));
        Seat back = world.seat("ana", "phone");
        assertThat(back.join().code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(back.create(object().with("other", number(1))).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        world.faults(Faults.NONE);
        assertThat(back.join().done().version()).isEqualTo(1);
    }

    @Test
    void an_old_base_since_the_load_is_made_again_from_the_log() {
        versions(400);
        world.advance(Duration.ofSeconds(90));
        ana.patch(401, 401, patch(add("/l/0", text("late")))).done();

        Acknowledged answer = ben.patch(1, 1, patch(replace("/l/1", text("w")))).done();
        assertThat(answer.answer().outcome()).isEqualTo(Acknowledgement.Outcome.REBASED);
        assertThat(answer.answer().patch()).contains(patch(replace("/l/402", text("w"))));
    }

    @Test
    void an_old_base_from_before_the_load_is_made_again_with_its_own_head() {
        versions(20);
        ana.leave().done();
        ben.leave().done();
        world.advance(LONG);
        assertThat(world.isLoaded(Seat.KEY)).isFalse();
        ana.patch(21, 21, patch(add("/l/0", text("late")))).done();

        Acknowledged answer = ben.patch(1, 3, patch(replace("/l/3", text("w")), remove("/l/0")))
                .done();
        assertThat(answer.answer().patch()).contains(patch(replace("/l/22", text("w")), remove("/l/19")));
        assertThat(ana.patch(22, 22, patch(replace("/l/0", text("next"))))
                        .done()
                        .answer()
                        .version())
                .isEqualTo(24);
    }

    @Test
    void others_go_on_while_an_old_base_is_made_again() {
        versions(20);
        ana.leave().done();
        ben.leave().done();
        world.advance(LONG);
        ana.get().done();
        world.syncing(false);
        Heard<Acknowledged> old = new Heard<>();
        world.sessions()
                .patch(
                        ben.caller(),
                        new SessionCommands.Submit(
                                Seat.DOC, 1, 3, 1, patch(replace("/l/3", text("w"))), Mode.MERGE, Optional.empty()),
                        old);
        Heard<Acknowledged> other = ana.patch(21, 21, patch(add("/l/0", text("late"))));
        world.syncing(true);
        world.settle();
        assertThat(other.done().answer().version()).isEqualTo(22);
        assertThat(old.done().answer().version()).isEqualTo(23);
        assertThat(old.done().answer().patch()).contains(patch(replace("/l/22", text("w"))));
    }

    @Test
    void a_store_that_fails_during_a_rebuild_is_told_and_the_patch_may_come_again() {
        versions(20);
        ana.leave().done();
        ben.leave().done();
        world.advance(LONG);
        ana.get().done();
        world.faults(call -> call == Call.READ_CHANGES ? new Fault.Failed("broken") : new Fault.None());
        assertThat(ben.patch(1, 3, patch(remove("/l/0"))).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        world.faults(Faults.NONE);
        assertThat(ben.patch(1, 3, patch(remove("/l/0"))).done().answer().version())
                .isEqualTo(22);
    }

    /// Ana writes `count` versions; Ben has joined before.
    private void versions(int count) {
        JsonObject document = object().with("l", list(text("a"), text("b")));
        ana.create(document).done();
        ana.join().done();
        ben.join().done();
        for (int i = 1; i <= count; i++) {
            ana.patch(i, i, patch(add("/l/0", number(i)))).done();
        }
    }

    private Loaded.Found stored() {
        List<Loaded> loaded = new ArrayList<>();
        Reply<Loaded> reply = loaded::add;
        world.store().operations().load(Seat.KEY, reply);
        world.settle();
        return (Loaded.Found) loaded.getFirst();
    }
}
