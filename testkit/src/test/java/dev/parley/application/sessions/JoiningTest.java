package dev.parley.application.sessions;

import static dev.parley.application.sessions.Ops.add;
import static dev.parley.application.sessions.Ops.number;
import static dev.parley.application.sessions.Ops.object;
import static dev.parley.application.sessions.Ops.patch;
import static dev.parley.application.sessions.Ops.replace;
import static dev.parley.application.sessions.Ops.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.Grade;
import dev.parley.application.delivery.Notice;
import dev.parley.application.sessions.SessionAnswers.CatchUp;
import dev.parley.application.sessions.SessionAnswers.Created;
import dev.parley.application.sessions.SessionAnswers.Joined;
import dev.parley.application.sessions.SessionCommands.Create;
import dev.parley.application.sessions.SessionCommands.JoinRole;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.UserId;
import dev.parley.domain.typing.TypingKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoiningTest {
    private final SessionWorld world = new SessionWorld();
    private Seat ana = world.seat("ana", "phone");
    private Seat ben = world.seat("ben", "desk");

    @Test
    void creation_is_version_one_and_makes_the_owner() {
        Created created = ana.create(object()).done();
        assertThat(created).isEqualTo(new Created(Seat.DOC, 1, 1, Role.OWNER, Grade.DISK));
    }

    @Test
    void a_name_that_is_taken_is_a_conflict_in_memory_and_in_the_store() {
        ana.create(object()).done();
        assertThat(ben.create(object()).code()).isEqualTo(ErrorCode.CONFLICT);
        world.crash(0);
        assertThat(world.seat("ben", "desk").create(object()).code()).isEqualTo(ErrorCode.CONFLICT);
    }

    @Test
    void of_two_creators_at_once_one_wins_and_the_other_may_join() {
        world.syncing(false);
        Heard<Created> first = ana.create(object());
        Heard<Created> second = ben.create(object());
        Heard<Joined> joiner = ben.join();
        world.syncing(true);
        world.settle();
        first.done();
        assertThat(second.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(joiner.done().version()).isEqualTo(1);
    }

    @Test
    void the_server_names_a_session_that_has_no_name() {
        Created created = ana.create(new Create(Optional.empty(), object(), Optional.empty()))
                .done();
        assertThat(created.session().value()).startsWith("made-");
    }

    @Test
    void a_document_beyond_the_limits_is_not_created() {
        Json wide =
                new JsonArray(IntStream.range(0, 60_000).mapToObj(Ops::number).toList());
        assertThat(ana.create(wide).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(ana.create(object()).done().version()).isEqualTo(1);
    }

    @Test
    void a_token_without_the_session_creates_nothing() {
        Seat nobody = world.seat("eve", "tab", Grants.NONE);
        assertThat(nobody.create(object()).code()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void a_joiner_gets_the_whole_state() {
        ana.create(object().with("x", number(1))).done();
        ana.join().done();
        Joined joined = ben.join().done();

        Json document = object().with("x", number(1));
        assertThat(joined.catchUp()).isEqualTo(new CatchUp.Whole(document));
        assertThat(joined.hash()).isEqualTo(CanonicalJson.sha256Hex(document));
        assertThat(joined.version()).isEqualTo(1);
        assertThat(joined.epoch()).isEqualTo(1);
        assertThat(joined.clientSeq()).isZero();
        assertThat(joined.role()).isEqualTo(Role.EDITOR);
        assertThat(joined.members()).isEqualTo(Map.of(new UserId("ana"), Role.OWNER));
        assertThat(joined.present()).containsExactly(new UserId("ana"), new UserId("ben"));
        assertThat(joined.typing()).isEmpty();
    }

    @Test
    void a_joiner_sees_who_types() {
        ana.create(object()).done();
        ana.join().done();
        world.typing().start(ana.caller(), new TypingCommands.Start(Seat.DOC, "", TypingKind.TYPING, 1), _ -> {});
        world.settle();
        assertThat(ben.join().done().typing()).hasSize(1);
    }

    @Test
    void unknown_sessions_are_answered_and_recovered_from() {
        assertThat(ana.join().code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ana.join().refused().message()).contains("session.create").contains("join");
        assertThat(ana.get().code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ana.patch(1, 1, patch(add("/x", number(1)))).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ana.leave().code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ana.setRole("ben", Optional.of(Role.VIEWER)).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ana.subscriber().ended()).isEmpty();

        ana.create(object()).done();
        ana.join().done();
        assertThat(ana.patch(1, 1, patch(add("/x", number(1)))).done().answer().version())
                .isEqualTo(2);
    }

    @Test
    void who_is_not_admitted_learns_nothing() {
        Heard<Joined> unknown = ben.join();
        ana.create(new Create(Optional.of(Seat.DOC), object(), Optional.of(new JoinRole(Optional.empty()))))
                .done();
        assertThat(ben.join().refused()).isEqualTo(unknown.refused());
        assertThat(ben.get().refused()).isEqualTo(unknown.refused());
        assertThat(ben.patch(1, 99, patch(add("/x", number(1)))).refused()).isEqualTo(unknown.refused());
    }

    @Test
    void the_stricter_of_token_and_membership_counts() {
        ana.create(object()).done();
        Grants reader = new Grants(List.of(new Grants.ForSessions("d*", Role.VIEWER)), List.of());
        Seat tablet = world.seat("ana", "tablet", reader);
        assertThat(tablet.join().done().role()).isEqualTo(Role.VIEWER);
        assertThat(tablet.patch(1, 1, patch(add("/x", number(1)))).code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(world.seat("ana", "tv", Grants.NONE).join().code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void a_returning_client_gets_the_tail() {
        largeDocument();
        ana.patch(1, 1, patch(add("/x", number(1)))).done();
        ana.setRole("eve", Optional.of(Role.VIEWER)).done();
        ana.patch(2, 3, patch(add("/y", number(1)))).done();
        assertThat(tail(ben.join(1, 2, false).done())).containsExactly(3L, 4L);
        assertThat(tail(ben.join(1, 4, false).done())).isEmpty();
    }

    @Test
    void a_small_document_is_sent_whole_unless_work_is_pending() {
        ana.create(object()).done();
        ana.patch(1, 1, patch(add("/x", text("x".repeat(50))))).done();
        ana.patch(2, 2, patch(replace("/x", number(1)))).done();
        assertThat(ben.join(1, 1, false).done().catchUp()).isInstanceOf(CatchUp.Whole.class);
        assertThat(tail(ben.join(1, 1, true).done())).containsExactly(2L, 3L);
    }

    @Test
    void a_tail_from_before_the_load_is_read_from_the_log() {
        ana.create(object()).done();
        for (int i = 1; i <= 5; i++) {
            ana.patch(i, i, patch(add("/k" + i, number(i)))).done();
        }
        world.advance(Duration.ofMinutes(2));
        assertThat(world.isLoaded(Seat.KEY)).isFalse();
        assertThat(tail(ben.join(1, 2, true).done())).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void what_cannot_be_continued_is_answered_with_the_document_or_with_pending_work_by_an_error() {
        largeDocument();
        assertThat(ben.join(9, 1, false).done().catchUp()).isInstanceOf(CatchUp.Whole.class);
        assertThat(ben.join(1, 7, false).done().catchUp()).isInstanceOf(CatchUp.Whole.class);
        assertThat(ben.join(9, 1, true).code()).isEqualTo(ErrorCode.EPOCH_CHANGED);
        assertThat(ben.join(1, 7, true).code()).isEqualTo(ErrorCode.INVALID_VERSION);
        assertThat(ben.join(1, 0, true).code()).isEqualTo(ErrorCode.INVALID_VERSION);
    }

    @Test
    void what_becomes_durable_while_a_large_document_is_made_ready_follows_the_answer() {
        largeDocument();
        ana.join().done();
        world.syncing(false);
        ana.patch(1, 1, patch(add("/x", number(1))));
        Heard<Joined> joined = new Heard<>();
        world.store().sync();
        world.sessions().join(ben.caller(), new SessionCommands.Join(Seat.DOC, Optional.empty()), joined);
        world.syncing(true);
        world.settle();
        assertThat(joined.done().version()).isEqualTo(1);
        assertThat(ben.patched()).extracting(Notice.SessionPatched::version).containsExactly(2L);
    }

    @Test
    void whoever_left_hears_nothing_more() {
        ana.create(object()).done();
        ana.join().done();
        ben.join().done();
        ben.leave().done();
        ana.patch(1, 1, patch(add("/x", number(1)))).done();
        assertThat(ben.patched()).isEmpty();
        assertThat(ben.leave().code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ana.subscriber().heard(Notice.PresenceChanged.class)).isNotEmpty();
    }

    @Test
    void a_connection_that_ended_meanwhile_does_not_enter() {
        ana.create(object()).done();
        ben.vanish();
        assertThat(ben.join().code()).isEqualTo(ErrorCode.CONNECTION_REQUIRED);
    }

    @Test
    void sessions_of_other_names_are_other_sessions() {
        ana.create(object()).done();
        Heard<SessionAnswers.Read> other = new Heard<>();
        world.sessions().get(ana.caller(), new SessionId("other"), other);
        world.settle();
        assertThat(other.code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    private void largeDocument() {
        ana.create(object().with("big", text("x".repeat(100_000)))).done();
    }

    private static List<Long> tail(Joined joined) {
        return switch (joined.catchUp()) {
            case CatchUp.Tail(List<Committed> changes) ->
                changes.stream().map(Committed::version).toList();
            case CatchUp.Whole _ -> throw new AssertionError("the whole document");
        };
    }
}
