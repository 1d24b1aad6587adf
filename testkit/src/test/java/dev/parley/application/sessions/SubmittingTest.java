package dev.parley.application.sessions;

import static dev.parley.application.sessions.Ops.add;
import static dev.parley.application.sessions.Ops.list;
import static dev.parley.application.sessions.Ops.move;
import static dev.parley.application.sessions.Ops.number;
import static dev.parley.application.sessions.Ops.object;
import static dev.parley.application.sessions.Ops.patch;
import static dev.parley.application.sessions.Ops.remove;
import static dev.parley.application.sessions.Ops.replace;
import static dev.parley.application.sessions.Ops.test;
import static dev.parley.application.sessions.Ops.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.Grade;
import dev.parley.application.delivery.Notice;
import dev.parley.application.sessions.SessionAnswers.Acknowledged;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.sessions.Acknowledgement;
import dev.parley.domain.sessions.Mode;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.typing.TypingKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmittingTest {
    private final SessionWorld world = new SessionWorld();
    private Seat ana = world.seat("ana", "phone");
    private Seat ben = world.seat("ben", "desk");

    @BeforeEach
    void both_are_in() {
        ana.create(object().with("l", list(text("a"), text("b"))).with("x", number(1)))
                .done();
        ana.join().done();
        ben.join().done();
        ana.subscriber().forget();
    }

    @Test
    void a_patch_is_acknowledged_to_its_author_and_told_to_the_others() {
        Acknowledged answer = ana.patch(1, 1, patch(add("/y", number(2)))).done();

        assertThat(answer.answer())
                .isEqualTo(new Acknowledgement(2, Acknowledgement.Outcome.APPLIED, true, Optional.empty(), List.of()));
        assertThat(answer.duplicate()).isFalse();
        assertThat(answer.durable()).isEqualTo(Grade.DISK);
        assertThat(ana.patched()).isEmpty();
        assertThat(ben.patched())
                .containsExactly(new Notice.SessionPatched(
                        Seat.DOC,
                        2,
                        patch(add("/y", number(2))),
                        ana.principal().client(),
                        1));
    }

    @Test
    void another_device_of_the_author_is_told() {
        Seat desk = world.seat("ana", "desk");
        desk.join().done();
        ana.patch(1, 1, patch(add("/y", number(2)))).done();
        assertThat(desk.patched()).hasSize(1);
    }

    @Test
    void nothing_is_said_before_the_store_has_it() {
        world.syncing(false);
        Heard<Acknowledged> answer = ana.patch(1, 1, patch(add("/y", number(2))));
        Heard<Acknowledged> next = ben.patch(1, 1, patch(remove("/x")));

        assertThat(answer.isAnswered()).isFalse();
        assertThat(next.isAnswered()).isFalse();
        assertThat(ben.patched()).isEmpty();
        assertThat(world.seat("eve", "tab").get().done().version()).isEqualTo(1);

        world.syncing(true);
        world.settle();
        assertThat(answer.done().answer().version()).isEqualTo(2);
        assertThat(next.done().answer().version()).isEqualTo(3);
        assertThat(ben.patched()).extracting(Notice.SessionPatched::version).containsExactly(2L);
    }

    @Test
    void a_refusal_that_rests_on_an_unstored_patch_waits_for_it() {
        world.syncing(false);
        ana.patch(1, 1, patch(replace("/x", number(9))));
        Heard<Acknowledged> failing = ben.patch(1, 1, patch(test("/x", number(1)), add("/z", number(0))));
        assertThat(failing.isAnswered()).isFalse();

        world.syncing(true);
        world.settle();
        assertThat(failing.code()).isEqualTo(ErrorCode.TEST_FAILED);
    }

    @Test
    void a_patch_on_an_older_version_is_carried_to_the_head() {
        ana.patch(1, 1, patch(add("/l/0", text("n")))).done();
        Acknowledged answer = ben.patch(1, 1, patch(replace("/l/1", text("w")))).done();

        assertThat(answer.answer().outcome()).isEqualTo(Acknowledgement.Outcome.REBASED);
        assertThat(answer.answer().patch()).contains(patch(replace("/l/2", text("w"))));
        assertThat(ana.patched().getFirst().patch()).isEqualTo(patch(replace("/l/2", text("w"))));
    }

    @Test
    void what_loses_is_dropped_and_handed_back() {
        ana.patch(1, 1, patch(remove("/l"))).done();
        Acknowledged answer = ben.patch(1, 1, patch(add("/l/0", text("n")), add("/y", number(1))))
                .done();

        assertThat(answer.answer().outcome()).isEqualTo(Acknowledgement.Outcome.MERGED);
        assertThat(answer.answer().dropped()).hasSize(1);
        assertThat(answer.answer().dropped().getFirst().value()).contains(text("n"));
    }

    @Test
    void strict_mode_refuses_what_would_be_dropped_and_may_be_sent_again() {
        ana.patch(1, 1, patch(remove("/l"))).done();
        JsonPatch lost = patch(add("/y", number(1)), add("/l/0", text("n")));
        Heard<Acknowledged> answer = ben.patch(1, 1, lost, Mode.STRICT);

        assertThat(answer.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(answer.refused().data().members()).containsKeys("index", "dropped");
        assertThat(ben.patch(1, 2, patch(add("/y", number(1))), Mode.STRICT)
                        .done()
                        .answer()
                        .version())
                .isEqualTo(3);
    }

    @Test
    void exact_mode_refuses_every_other_version() {
        ana.patch(1, 1, patch(add("/y", number(2)))).done();
        Heard<Acknowledged> late = ben.patch(1, 1, patch(add("/z", number(1))), Mode.EXACT);

        assertThat(late.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(late.refused().data().members()).containsEntry("version", number(2));
        assertThat(ben.patch(1, 1, patch(), Mode.EXACT).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(ben.patch(1, 2, patch(add("/z", number(1))), Mode.EXACT)
                        .done()
                        .answer()
                        .outcome())
                .isEqualTo(Acknowledgement.Outcome.APPLIED);
    }

    @Test
    void strict_mode_accepts_what_holds_anyway() {
        ana.patch(1, 1, patch(remove("/x"))).done();
        Acknowledged answer = ben.patch(1, 1, patch(remove("/x")), Mode.STRICT).done();
        assertThat(answer.answer().committed()).isFalse();
        assertThat(answer.answer().dropped()).hasSize(1);
    }

    @Test
    void a_move_below_the_head_may_be_made_anew_under_the_same_number() {
        ana.patch(1, 1, patch(add("/y", number(2)))).done();
        assertThat(ben.patch(1, 1, patch(move("/x", "/m"))).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(ben.patch(1, 2, patch(move("/x", "/m"))).done().answer().version())
                .isEqualTo(3);
    }

    @Test
    void an_empty_patch_is_acknowledged_at_the_head() {
        ana.patch(1, 1, patch(add("/y", number(2)))).done();
        Acknowledgement answer = ben.patch(1, 1, JsonPatch.EMPTY).done().answer();
        assertThat(answer.version()).isEqualTo(2);
        assertThat(answer.outcome()).isEqualTo(Acknowledgement.Outcome.UNCHANGED);
        assertThat(ana.patched()).isEmpty();
    }

    @Test
    void a_true_test_alone_makes_no_version() {
        Acknowledgement answer =
                ben.patch(1, 1, patch(test("/x", number(1)))).done().answer();
        assertThat(answer.committed()).isFalse();
        assertThat(answer.version()).isEqualTo(1);
    }

    @Test
    void versions_that_nobody_has_seen_are_no_base() {
        assertThat(ben.patch(1, 2, patch(add("/y", number(1)))).code()).isEqualTo(ErrorCode.INVALID_VERSION);
        assertThat(ben.patch(2, -1, patch(add("/y", number(1)))).code()).isEqualTo(ErrorCode.INVALID_VERSION);
        assertThat(ben.patch(3, 0, patch(add("/y", number(1)))).code()).isEqualTo(ErrorCode.INVALID_VERSION);
    }

    @Test
    void another_epoch_is_told_so() {
        SessionCommands.Submit command = new SessionCommands.Submit(
                Seat.DOC, 7, 1, 1, patch(add("/y", number(1))), Mode.MERGE, Optional.empty());
        assertThat(ben.patch(command).code()).isEqualTo(ErrorCode.EPOCH_CHANGED);
    }

    @Test
    void only_who_may_replaces_the_whole_document() {
        assertThat(ben.patch(1, 1, patch(replace("", object()))).code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(ana.patch(1, 1, patch(replace("", object()))).done().answer().version())
                .isEqualTo(2);
    }

    @Test
    void invalid_operations_are_answered_gracefully_and_change_nothing() {
        List<JsonPatch> bad = List.of(
                patch(add("/y", number(1)), remove("/missing")),
                patch(add("/y", number(1)), replace("/missing", number(1))),
                patch(add("/y", number(1)), add("/l/9", number(1))),
                patch(add("/y", number(1)), add("/l/01", number(1))),
                patch(add("/y", number(1)), add("/no/where", number(1))),
                patch(add("/y", number(1)), remove("/l/-")),
                patch(add("/y", number(1)), remove("")),
                patch(add("/y", number(1)), move("/l", "/l/0")),
                patch(add("/y", number(1)), move("/missing", "/z")));
        long seq = 0;
        for (JsonPatch one : bad) {
            Heard<Acknowledged> answer = ana.patch(++seq, 1, one);
            assertThat(answer.code()).as("%s", one).isEqualTo(ErrorCode.INVALID_PATCH);
            assertThat(answer.refused().data().member("index")).as("%s", one).contains(number(1));
        }
        assertThat(ben.get().done().version()).isEqualTo(1);
        assertThat(ben.patched()).isEmpty();
        assertThat(ana.patch(++seq, 1, patch(add("/y", number(1))))
                        .done()
                        .answer()
                        .version())
                .isEqualTo(2);
    }

    @Test
    void a_patch_with_typing_clears_it_before_it_is_told() {
        world.typing().start(ana.caller(), new TypingCommands.Start(Seat.DOC, "", TypingKind.TYPING, 1), _ -> {});
        world.settle();
        ben.subscriber().forget();
        clearing(1, patch(add("/y", number(2)))).done();
        assertThat(ben.subscriber().heard())
                .extracting(Object::getClass)
                .containsExactly(Notice.TypingState.class, Notice.SessionPatched.class);
    }

    @Test
    void a_refused_patch_clears_too_but_a_resend_does_not() {
        world.typing().start(ana.caller(), new TypingCommands.Start(Seat.DOC, "", TypingKind.TYPING, 1), _ -> {});
        world.settle();
        ben.subscriber().forget();
        assertThat(clearing(1, patch(remove("/missing"))).code()).isEqualTo(ErrorCode.INVALID_PATCH);
        assertThat(ben.subscriber().heard(Notice.TypingState.class)).hasSize(1);

        world.advance(Duration.ofSeconds(1));
        world.typing().start(ana.caller(), new TypingCommands.Start(Seat.DOC, "", TypingKind.TYPING, 3), _ -> {});
        world.settle();
        ben.subscriber().forget();
        assertThat(clearing(1, patch(remove("/missing"))).code()).isEqualTo(ErrorCode.INVALID_PATCH);
        assertThat(ben.subscriber().heard(Notice.TypingState.class)).isEmpty();
    }

    private Heard<Acknowledged> clearing(long seq, JsonPatch patch) {
        return ana.patch(new SessionCommands.Submit(
                Seat.DOC, 1, 1, seq, patch, Mode.MERGE, Optional.of(new TypingCommands.Clear(Seat.DOC, "", 2))));
    }
}
