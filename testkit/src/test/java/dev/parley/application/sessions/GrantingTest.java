package dev.parley.application.sessions;

import static dev.parley.application.sessions.Ops.add;
import static dev.parley.application.sessions.Ops.number;
import static dev.parley.application.sessions.Ops.object;
import static dev.parley.application.sessions.Ops.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Notice;
import dev.parley.application.sessions.SessionCommands.Create;
import dev.parley.application.sessions.SessionCommands.JoinRole;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Role;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.UserId;
import dev.parley.domain.typing.TypingKind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrantingTest {
    private final SessionWorld world = new SessionWorld();
    private Seat ana = world.seat("ana", "phone");
    private Seat ben = world.seat("ben", "desk");

    @BeforeEach
    void a_closed_session_with_an_editor() {
        ana.create(new Create(Optional.of(Seat.DOC), object(), Optional.of(new JoinRole(Optional.empty()))))
                .done();
        ana.join().done();
        ana.setRole("ben", Optional.of(Role.EDITOR)).done();
        ben.join().done();
    }

    @Test
    void a_role_is_a_version_that_everybody_hears() {
        ana.setRole("eve", Optional.of(Role.VIEWER)).done();
        Notice.SessionChanged notice = new Notice.SessionChanged(
                Seat.DOC,
                3,
                "role",
                ana.principal().client(),
                Optional.of(new UserId("eve")),
                Optional.of(Role.VIEWER));
        assertThat(ben.changed()).containsExactly(notice);
        assertThat(ana.changed()).endsWith(notice);
        assertThat(ben.join().done().members())
                .isEqualTo(Map.of(
                        new UserId("ana"), Role.OWNER, new UserId("ben"), Role.EDITOR, new UserId("eve"), Role.VIEWER));
    }

    @Test
    void the_same_role_again_makes_no_version() {
        ana.setRole("ben", Optional.of(Role.EDITOR)).done();
        assertThat(ana.get().done().version()).isEqualTo(2);
    }

    @Test
    void roles_are_given_and_taken_below_the_own_only() {
        assertThat(ben.setRole("eve", Optional.of(Role.VIEWER)).code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(ana.setRole("ben", Optional.of(Role.OWNER)).code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(ana.setRole("ana", Optional.of(Role.EDITOR)).code()).isEqualTo(ErrorCode.FORBIDDEN);
        ana.setRole("ben", Optional.of(Role.ADMIN)).done();
        assertThat(ben.setRole("ana", Optional.empty()).code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(ben.setRole("eve", Optional.of(Role.ADMIN)).code()).isEqualTo(ErrorCode.FORBIDDEN);
        ben.setRole("eve", Optional.of(Role.EDITOR)).done();
    }

    @Test
    void a_patch_sequenced_after_the_loss_of_a_right_cannot_use_it() {
        world.syncing(false);
        ana.setRole("ben", Optional.of(Role.VIEWER));
        Heard<SessionAnswers.Acknowledged> late = ben.patch(1, 2, patch(add("/x", number(1))));
        world.syncing(true);
        world.settle();
        assertThat(late.code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(ana.get().done().document()).isEqualTo(object());
    }

    @Test
    void a_role_change_between_base_and_head_does_not_disturb_a_patch() {
        ana.setRole("eve", Optional.of(Role.VIEWER)).done();
        assertThat(ben.patch(1, 2, patch(add("/x", number(1)))).done().answer().version())
                .isEqualTo(4);
    }

    @Test
    void who_lost_membership_is_told_and_then_out() {
        ana.setRole("ben", Optional.empty()).done();
        assertThat(ben.changed()).hasSize(1);
        ana.patch(1, 3, patch(add("/x", number(1)))).done();
        assertThat(ben.patched()).isEmpty();
        assertThat(ben.join().code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ana.join().done().present()).containsExactly(new UserId("ana"));
    }

    @Test
    void who_may_no_longer_write_no_longer_types() {
        world.typing().start(ben.caller(), new TypingCommands.Start(Seat.DOC, "", TypingKind.TYPING, 1), _ -> {});
        world.settle();
        assertThat(ana.subscriber().heard(Notice.TypingState.class)).hasSize(1);
        ana.setRole("ben", Optional.of(Role.VIEWER)).done();
        assertThat(ana.subscriber()
                        .heard(Notice.TypingState.class)
                        .getLast()
                        .frame()
                        .count())
                .isZero();
        world.typing().start(ben.caller(), new TypingCommands.Start(Seat.DOC, "", TypingKind.TYPING, 2), _ -> {});
        world.settle();
        assertThat(ana.subscriber().heard(Notice.TypingState.class)).hasSize(2);
    }

    @Test
    void roles_survive_a_restart() {
        world.crash(0);
        Seat back = world.seat("ben", "desk");
        assertThat(back.join().done().role()).isEqualTo(Role.EDITOR);
        assertThat(world.seat("eve", "tab").join().code()).isEqualTo(ErrorCode.NOT_FOUND);
    }
}
