package dev.parley.testkit.typing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Ending;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.typing.TypingFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypingServiceTest {
    private final Office office = new Office();
    private final Office.Person ana = office.join("ana", "phone");
    private final Office.Person bo = office.join("bo", "laptop");

    @Test
    void viewers_see_who_types_until_he_stops() {
        ana.start();
        assertThat(bo.sees()).containsExactly("ana");
        ana.stop();
        assertThat(bo.sees()).isEmpty();
        assertThat(bo.frames()).extracting(TypingFrame::rev).containsExactly(1L, 2L);
    }

    @Test
    void a_keep_alive_is_told_to_nobody() {
        ana.start();
        office.pass(Duration.ofSeconds(4));
        ana.start();
        assertThat(bo.frames()).hasSize(1);
    }

    @Test
    void a_frame_is_repeated_with_the_same_rev_while_somebody_types() {
        ana.start();
        for (int i = 0; i < 4; i++) {
            office.pass(Duration.ofSeconds(4));
            ana.start();
        }
        assertThat(bo.frames())
                .hasSize(3)
                .allMatch(frame -> frame.equals(bo.frames().getFirst()));
    }

    @Test
    void who_falls_silent_is_cleared_after_the_lease() {
        ana.start();
        office.pass(Duration.ofMillis(9_999));
        assertThat(bo.sees()).containsExactly("ana");
        office.pass(Duration.ofMillis(251));
        assertThat(bo.sees()).isEmpty();
    }

    @Test
    void a_second_device_keeps_the_indicator_alive() {
        Office.Person anasLaptop = office.join("ana", "laptop");
        ana.start();
        anasLaptop.start();
        ana.stop();
        assertThat(bo.sees()).containsExactly("ana");
        anasLaptop.close(Ending.CLIENT_LEFT);
        assertThat(bo.sees()).isEmpty();
    }

    @Test
    void devices_of_two_users_may_have_the_same_name() {
        Office.Person boToo = office.join("bo", "phone");
        ana.start();
        boToo.start();
        boToo.stop();
        assertThat(bo.sees()).containsExactly("ana");
    }

    @Test
    void a_lost_connection_types_on_for_the_grace_only() {
        ana.start();
        ana.close(Ending.CLIENT_LOST);
        office.pass(Duration.ofMillis(3_900));
        assertThat(bo.sees()).containsExactly("ana");
        office.pass(Duration.ofMillis(400));
        assertThat(bo.sees()).isEmpty();
    }

    @Test
    void a_clean_close_ends_typing_at_once() {
        ana.start();
        ana.close(Ending.CLIENT_LEFT);
        assertThat(bo.sees()).isEmpty();
    }

    @Test
    void a_resume_within_the_grace_is_told_to_nobody() {
        ana.start();
        ana.close(Ending.CLIENT_LOST);
        office.pass(Duration.ofSeconds(2));
        Office.Person back = office.connect("ana", "phone", Office.PLAN);
        office.pass(Duration.ofSeconds(3));
        assertThat(bo.frames()).hasSize(1);
        assertThat(bo.sees()).containsExactly("ana");
        assertThat(back.frames()).isEmpty();
    }

    @Test
    void a_return_that_lists_nothing_ends_what_the_old_connection_typed() {
        ana.start();
        ana.close(Ending.CLIENT_LOST);
        office.connect("ana", "phone");
        assertThat(bo.sees()).isEmpty();
    }

    @Test
    void the_end_of_an_old_connection_leaves_the_new_one_typing() {
        ana.start();
        Office.Person back = office.join("ana", "phone");
        back.start();
        ana.close(Ending.CLIENT_LOST);
        office.pass(Duration.ofSeconds(5));
        assertThat(bo.sees()).containsExactly("ana");
    }

    @Test
    void a_start_after_its_connection_ended_is_dropped() {
        ana.start();
        ana.close(Ending.CLIENT_LEFT);
        ana.start();
        assertThat(bo.sees()).isEmpty();
        assertThat(ana.answers.getLast()).isEqualTo(Nothing.done());
        assertThat(office.counted).containsEntry(Signals.Counter.TYPING_STALE, 1);
    }

    @Test
    void a_message_clears_before_it_goes_on() {
        ana.start();
        int heard = ana.send(bo);
        assertThat(heard).isEqualTo(2);
        assertThat(bo.sees()).isEmpty();
    }

    @Test
    void a_message_clears_even_where_the_context_has_spoken_too_often() {
        for (int i = 0; i < 3; i++) {
            ana.start();
            ana.stop();
        }
        ana.start();
        int before = bo.frames().size();
        assertThat(ana.send(bo)).isGreaterThanOrEqualTo(before);
        assertThat(bo.sees()).isEmpty();
    }

    @Test
    void a_message_without_a_connection_clears_nothing_and_goes_on() {
        ana.start();
        List<Nothing> replies = new ArrayList<>();
        office.typing.clear(
                new Caller.Stateless(ana.caller.principal()),
                new TypingCommands.Clear(Office.PLAN, "", 9),
                replies::add);
        office.time.settle();
        assertThat(replies).hasSize(1);
        assertThat(bo.sees()).containsExactly("ana");
    }

    @Test
    void a_late_joiner_gets_the_last_frame() {
        ana.start();
        Office.Person late = office.connect("cy", "tablet");
        assertThat(late.join().orElseThrow().typing())
                .containsExactly(bo.frames().getLast());
    }

    @Test
    void a_joiner_of_a_quiet_session_gets_no_frame() {
        ana.start();
        ana.stop();
        assertThat(office.connect("cy", "tablet").join().orElseThrow().typing()).isEmpty();
    }

    @Test
    void typing_needs_a_join() {
        Office.Person stranger = office.connect("cy", "tablet");
        stranger.start();
        assertThat(stranger.answers.getFirst())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(bo.sees()).isEmpty();
    }

    @Test
    void a_listed_context_needs_no_join_to_go_on() {
        Office.Person cy = office.connect("cy", "tablet", Office.PLAN);
        cy.start();
        assertThat(cy.answers).containsExactly(Nothing.done());
        assertThat(bo.sees()).containsExactly("cy");
    }

    @Test
    void leaving_the_session_ends_typing_and_the_right_to_it() {
        ana.start();
        ana.leave();
        assertThat(bo.sees()).isEmpty();
        ana.start();
        assertThat(bo.sees()).isEmpty();
        assertThat(ana.answers.getLast()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void who_may_not_type_is_refused_and_no_longer_shown() {
        ana.start();
        office.mute.add(ana.caller.principal().user());
        ana.start();
        assertThat(ana.answers.getLast()).isInstanceOf(Outcome.Refused.class);
        assertThat(bo.sees()).isEmpty();
        assertThat(office.counted).containsEntry(Signals.Counter.TYPING_UNAUTHORISED, 1);
    }

    @Test
    void starts_over_the_rate_are_answered_and_dropped() {
        for (int i = 0; i < 25; i++) {
            ana.start();
        }
        assertThat(ana.answers).hasSize(25).containsOnly(Nothing.done());
        assertThat(office.counted).containsEntry(Signals.Counter.TYPING_RATE_LIMITED, 5);
    }

    @Test
    void a_role_that_forbids_typing_is_heard_at_once() {
        ana.start();
        office.lanes
                .owning(Office.PLAN_KEY)
                .execute(() -> office.planRooms()
                        .silence(Office.PLAN_KEY, ana.caller.principal().user()));
        office.time.settle();
        assertThat(bo.sees()).isEmpty();
    }
}
