package dev.parley.application.sessions;

import static dev.parley.application.sessions.Ops.add;
import static dev.parley.application.sessions.Ops.number;
import static dev.parley.application.sessions.Ops.object;
import static dev.parley.application.sessions.Ops.patch;
import static dev.parley.application.sessions.Ops.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Notice;
import dev.parley.application.sessions.SessionAnswers.Acknowledged;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.testkit.Faults;
import dev.parley.testkit.Faults.Call;
import dev.parley.testkit.Faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailingStoreTest {
    private static final JsonPatch X = patch(add("/x", number(1)));
    private static final JsonPatch Y = patch(add("/y", number(1)));

    private final SessionWorld world = new SessionWorld();
    private Seat ana = world.seat("ana", "phone");
    private Seat ben = world.seat("ben", "desk");
    private Seat eve = world.seat("eve", "tab");

    @BeforeEach
    void three_are_in() {
        ana.create(object()).done();
        ana.join().done();
        ben.join().done();
        eve.join().done();
    }

    @Test
    void one_failed_append_fails_all_behind_it_and_tells_nothing() {
        next(Call.APPEND_CHANGES, new Fault.Failed("disk full"));
        world.syncing(false);
        Heard<Acknowledged> first = ana.patch(1, 1, X);
        Heard<Acknowledged> second = ben.patch(1, 1, Y);
        Heard<Acknowledged> word = eve.patch(1, 1, patch(test("/x", number(1))));
        world.syncing(true);
        world.settle();

        assertThat(List.of(first.code(), second.code(), word.code())).containsOnly(ErrorCode.STORE_UNAVAILABLE);
        assertThat(eve.patched()).isEmpty();
        assertThat(ana.get().done().document()).isEqualTo(object());
        assertThat(ben.patch(1, 1, Y).done().answer().version()).isEqualTo(2);
        assertThat(ana.patch(1, 1, X).done().answer().version()).isEqualTo(3);
    }

    @Test
    void a_busy_store_says_when_to_come_back() {
        next(Call.APPEND_CHANGES, new Fault.Busy(250));
        Heard<Acknowledged> answer = ana.patch(1, 1, X);
        assertThat(answer.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(answer.refused().data().member("retryAfterMs")).contains(number(250));
    }

    @Test
    void what_turns_out_stored_is_told_once_and_acknowledged() {
        next(Call.APPEND_CHANGES, new Fault.Unknown(true));
        world.syncing(false);
        Heard<Acknowledged> first = ana.patch(1, 1, X);
        Heard<Acknowledged> second = ben.patch(1, 1, Y);
        world.syncing(true);
        world.settle();

        assertThat(first.done().answer().version()).isEqualTo(2);
        assertThat(second.done().answer().version()).isEqualTo(3);
        assertThat(eve.patched()).extracting(Notice.SessionPatched::version).containsExactly(2L, 3L);
        assertThat(ana.patched()).extracting(Notice.SessionPatched::version).containsExactly(3L);
    }

    @Test
    void what_turns_out_lost_may_be_sent_again() {
        next(Call.APPEND_CHANGES, new Fault.Unknown(false));
        world.syncing(false);
        Heard<Acknowledged> first = ana.patch(1, 1, X);
        Heard<Acknowledged> second = ben.patch(1, 1, Y);
        world.syncing(true);
        world.settle();

        assertThat(first.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(second.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(ana.patch(1, 1, X).done().answer().version()).isEqualTo(2);
    }

    @Test
    void calls_wait_until_it_is_known_what_the_log_holds() {
        next(Call.APPEND_CHANGES, new Fault.Unknown(true));
        world.syncing(false);
        ana.patch(1, 1, X);
        world.store().sync();
        Heard<Acknowledged> next = ben.patch(1, 1, Y);
        world.syncing(true);
        world.settle();
        assertThat(next.done().answer().version()).isEqualTo(3);
    }

    @Test
    void a_log_that_cannot_be_read_is_asked_again_for_those_who_are_in() {
        broken(Call.READ_CHANGES, new Fault.Unknown(true));
        assertThat(ana.patch(1, 1, X).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(eve.patched()).isEmpty();
        assertThat(ben.patch(1, 1, Y).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);

        world.faults(Faults.NONE);
        world.advance(Duration.ofSeconds(2));
        assertThat(eve.patched()).extracting(Notice.SessionPatched::version).containsExactly(2L);
        assertThat(ana.patch(1, 1, X).done().duplicate()).isTrue();
        assertThat(eve.patched()).hasSize(1);
    }

    @Test
    void a_call_makes_a_log_be_asked_at_once() {
        broken(Call.READ_CHANGES, new Fault.Unknown(true));
        ana.patch(1, 1, X);
        world.faults(Faults.NONE);
        assertThat(ana.patch(1, 1, X).done().duplicate()).isTrue();
    }

    @Test
    void a_role_that_was_not_stored_is_not_in_force() {
        next(Call.APPEND_CHANGES, new Fault.Failed("disk full"));
        assertThat(ana.setRole("ben", Optional.of(Role.VIEWER)).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(ben.patch(1, 1, X).done().answer().version()).isEqualTo(2);
    }

    @Test
    void a_role_that_turns_out_stored_is_answered_as_done() {
        next(Call.APPEND_CHANGES, new Fault.Unknown(true));
        ana.setRole("ben", Optional.of(Role.VIEWER)).done();
        assertThat(ben.changed()).hasSize(1);
    }

    @Test
    void a_session_that_cannot_be_created_leaves_nothing_behind() {
        SessionWorld fresh = new SessionWorld();
        fresh.faults(_ -> new Fault.Failed("disk full"));
        assertThat(fresh.seat("ana", "phone").create(object()).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        fresh.faults(Faults.NONE);
        assertThat(fresh.seat("ana", "phone").create(object()).done().version()).isEqualTo(1);
    }

    @Test
    void too_many_unanswered_writes_are_refused_with_a_time() {
        world.syncing(false);
        List<Heard<Acknowledged>> answers = new ArrayList<>();
        for (int i = 0; i <= SessionWorld.SETTINGS.appendsInFlight(); i++) {
            answers.add(world.seat("user" + i, "tab").patch(1, 1, patch(add("/k" + i, number(i)))));
        }
        world.syncing(true);
        world.settle();
        assertThat(answers.getLast().code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(answers.getLast().refused().data().member("retryAfterMs")).isPresent();
        assertThat(answers.subList(0, answers.size() - 1))
                .allMatch(answer -> answer.done().answer().committed());
    }

    private void next(Call call, Fault fault) {
        List<Fault> once = new ArrayList<>(List.of(fault));
        world.faults(asked -> asked == call && !once.isEmpty() ? once.removeFirst() : new Fault.None());
    }

    private void broken(Call forever, Fault nextAppend) {
        List<Fault> once = new ArrayList<>(List.of(nextAppend));
        world.faults(asked -> {
            if (asked == Call.APPEND_CHANGES && !once.isEmpty()) {
                return once.removeFirst();
            }
            return asked == forever ? new Fault.Failed("broken") : new Fault.None();
        });
    }
}
