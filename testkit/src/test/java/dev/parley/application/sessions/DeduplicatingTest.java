package dev.parley.application.sessions;

import static dev.parley.application.sessions.Ops.add;
import static dev.parley.application.sessions.Ops.list;
import static dev.parley.application.sessions.Ops.number;
import static dev.parley.application.sessions.Ops.object;
import static dev.parley.application.sessions.Ops.patch;
import static dev.parley.application.sessions.Ops.remove;
import static dev.parley.application.sessions.Ops.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.sessions.SessionAnswers.Acknowledged;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.sessions.Mode;
import dev.parley.domain.shared.ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeduplicatingTest {
    private static final JsonPatch ONE = patch(add("/l/-", number(1)));
    private static final JsonPatch OTHER = patch(add("/l/-", number(2)));

    private final SessionWorld world = new SessionWorld();
    private Seat ana = world.seat("ana", "phone");

    @BeforeEach
    void a_session_with_one_member() {
        ana.create(object().with("l", list())).done();
        ana.join().done();
    }

    @Test
    void a_resend_hears_the_same_and_has_no_second_effect() {
        Acknowledged first = ana.patch(1, 1, ONE).done();
        Acknowledged again = ana.patch(1, 1, ONE).done();
        assertThat(again.answer()).isEqualTo(first.answer());
        assertThat(again.duplicate()).isTrue();
        assertThat(ana.get().done().version()).isEqualTo(2);
    }

    @Test
    void a_resend_while_in_flight_waits_for_the_same_answer() {
        world.syncing(false);
        Heard<Acknowledged> first = ana.patch(1, 1, ONE);
        Seat reconnected = world.seat("ana", "phone");
        Heard<Acknowledged> again = reconnected.patch(1, 1, ONE);
        assertThat(again.isAnswered()).isFalse();

        world.syncing(true);
        world.settle();
        assertThat(first.done().duplicate()).isFalse();
        assertThat(again.done().duplicate()).isTrue();
        assertThat(again.done().answer().version()).isEqualTo(2);
    }

    @Test
    void whoever_resent_last_hears_the_answer_in_place_of_the_notice() {
        Seat ben = world.seat("ben", "desk");
        ben.join().done();
        world.syncing(false);
        ana.patch(1, 1, ONE);
        Seat reconnected = world.seat("ana", "phone");
        reconnected.join().done();
        reconnected.patch(1, 1, ONE);
        world.syncing(true);
        world.settle();
        assertThat(reconnected.patched()).isEmpty();
        assertThat(ben.patched()).hasSize(1);
    }

    @Test
    void a_resend_after_a_restart_is_answered_from_the_log() {
        Acknowledged first = ana.patch(1, 1, ONE).done();
        world.crash(0);
        Seat back = world.seat("ana", "phone");
        assertThat(back.join().done().clientSeq()).isEqualTo(1);
        Acknowledged again = back.patch(1, 1, ONE).done();
        assertThat(again.answer()).isEqualTo(first.answer());
        assertThat(again.duplicate()).isTrue();
        assertThat(back.get().done().version()).isEqualTo(2);
    }

    @Test
    void a_patch_that_was_stored_but_never_answered_is_not_stored_twice() {
        world.syncing(false);
        ana.patch(1, 1, ONE);
        world.crash(1);
        world.syncing(true);
        Acknowledged again = world.seat("ana", "phone").patch(1, 1, ONE).done();
        assertThat(again.duplicate()).isTrue();
        assertThat(again.answer().version()).isEqualTo(2);
    }

    @Test
    void a_number_stands_for_one_patch() {
        ana.patch(1, 1, ONE).done();
        assertThat(ana.patch(1, 1, OTHER).code()).isEqualTo(ErrorCode.OP_ID_REUSED);
        assertThat(ana.patch(1, 2, ONE).code()).isEqualTo(ErrorCode.OP_ID_REUSED);
        assertThat(ana.patch(1, 1, ONE, Mode.STRICT).code()).isEqualTo(ErrorCode.OP_ID_REUSED);
    }

    @Test
    void a_number_in_flight_stands_for_one_patch() {
        world.syncing(false);
        ana.patch(1, 1, ONE);
        assertThat(ana.patch(1, 1, OTHER).code()).isEqualTo(ErrorCode.OP_ID_REUSED);
    }

    @Test
    void a_lower_number_is_answered_while_it_is_remembered() {
        Acknowledged first = ana.patch(1, 1, ONE).done();
        ana.patch(5, 2, OTHER).done();
        assertThat(ana.patch(1, 1, ONE).done().answer()).isEqualTo(first.answer());
        assertThat(ana.patch(1, 1, OTHER).code()).isEqualTo(ErrorCode.OP_ID_REUSED);
        assertThat(ana.patch(3, 1, OTHER).code()).isEqualTo(ErrorCode.DUPLICATE);
    }

    @Test
    void one_patch_is_in_flight_per_client() {
        world.syncing(false);
        Heard<Acknowledged> first = ana.patch(1, 1, ONE);
        assertThat(ana.patch(2, 1, OTHER).code()).isEqualTo(ErrorCode.PATCH_IN_FLIGHT);
        assertThat(world.seat("ana", "desk").patch(2, 1, OTHER).isAnswered()).isFalse();
        world.syncing(true);
        world.settle();
        first.done();
        assertThat(ana.patch(2, 3, OTHER).done().answer().version()).isEqualTo(4);
    }

    @Test
    void nothing_is_based_below_the_own_last_commit() {
        ana.patch(1, 1, ONE).done();
        assertThat(ana.patch(2, 1, OTHER).code()).isEqualTo(ErrorCode.PATCH_IN_FLIGHT);
        assertThat(ana.patch(2, 2, OTHER).done().answer().version()).isEqualTo(3);
    }

    @Test
    void what_made_no_version_is_settled_too() {
        JsonPatch failing = patch(test("/l", number(1)));
        assertThat(ana.patch(1, 1, failing).code()).isEqualTo(ErrorCode.TEST_FAILED);
        assertThat(ana.patch(1, 1, ONE).code()).isEqualTo(ErrorCode.OP_ID_REUSED);
        assertThat(ana.patch(1, 1, failing).code()).isEqualTo(ErrorCode.TEST_FAILED);

        ana.patch(2, 1, JsonPatch.EMPTY).done();
        assertThat(ana.patch(2, 1, JsonPatch.EMPTY).done().duplicate()).isTrue();
        assertThat(ana.join().done().clientSeq()).isEqualTo(2);
    }

    @Test
    void a_refusal_stays_one_when_its_reason_has_gone() {
        Seat ben = world.seat("ben", "desk");
        ben.join().done();
        ana.setRole("ben", Optional.of(Role.VIEWER)).done();
        assertThat(ben.patch(1, 1, ONE).code()).isEqualTo(ErrorCode.FORBIDDEN);
        ana.setRole("ben", Optional.of(Role.EDITOR)).done();
        assertThat(ben.patch(1, 1, ONE).code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(ben.patch(2, 1, ONE).done().answer().committed()).isTrue();
    }

    @Test
    void a_commit_is_acknowledged_again_although_its_author_may_no_longer_write() {
        Seat ben = world.seat("ben", "desk");
        ben.join().done();
        ben.patch(1, 1, ONE).done();
        ana.setRole("ben", Optional.of(Role.VIEWER)).done();
        assertThat(ben.patch(1, 1, ONE).done().duplicate()).isTrue();
    }

    @Test
    void frames_of_an_older_connection_of_the_device_come_too_late() {
        Seat newer = world.seat("ana", "phone");
        newer.join().done();
        assertThat(ana.patch(1, 1, ONE).code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(newer.patch(1, 1, patch(add("/l/-", number(3))))
                        .done()
                        .answer()
                        .version())
                .isEqualTo(2);
    }

    @Test
    void numbers_count_from_one() {
        assertThat(ana.patch(0, 1, ONE).code()).isEqualTo(ErrorCode.INVALID_PARAMS);
    }

    @Test
    void two_devices_of_a_user_count_apart() {
        ana.patch(1, 1, ONE).done();
        assertThat(world.seat("ana", "desk").patch(1, 1, OTHER).done().duplicate())
                .isFalse();
        assertThat(world.seat("ben", "phone")
                        .patch(1, 1, patch(remove("/l")))
                        .done()
                        .duplicate())
                .isFalse();
    }
}
