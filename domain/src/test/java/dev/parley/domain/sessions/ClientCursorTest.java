package dev.parley.domain.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.sessions.ClientCursor.Recognised;
import dev.parley.domain.sessions.ClientCursor.Result;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientCursorTest {
    private static final ClientId ANA = new ClientId(new UserId("ana"), new DeviceId("phone"));
    private static final Acknowledgement AT_FIVE =
            new Acknowledgement(5, Acknowledgement.Outcome.APPLIED, true, Optional.empty(), List.of());

    @Test
    void a_submission_is_known_by_base_patch_and_mode() {
        Submission submission = submission(3, 4, 1, Mode.MERGE);
        ClientCursor cursor = ClientCursor.NEW.with(submission.settledAs(AT_FIVE));
        Result answer = new Result.Acknowledged(AT_FIVE);

        assertThat(cursor.recognise(submission(3, 4, 1, Mode.MERGE))).isEqualTo(new Recognised.Again(answer));
        assertThat(cursor.recognise(submission(3, 4, 2, Mode.MERGE))).isEqualTo(new Recognised.Reused());
        assertThat(cursor.recognise(submission(3, 3, 1, Mode.MERGE))).isEqualTo(new Recognised.Reused());
        assertThat(cursor.recognise(submission(3, 4, 1, Mode.STRICT))).isEqualTo(new Recognised.Reused());
        assertThat(cursor.recognise(submission(2, 4, 1, Mode.MERGE))).isEqualTo(new Recognised.Past());
        assertThat(cursor.recognise(submission(9, 4, 1, Mode.MERGE))).isEqualTo(new Recognised.Fresh());
    }

    @Test
    void commits_and_refusals_move_it_and_only_commits_move_the_own_version() {
        ClientCursor cursor = ClientCursor.NEW
                .with(submission(3, 4, 1, Mode.MERGE).settledAs(AT_FIVE))
                .with(
                        submission(7, 5, 1, Mode.MERGE),
                        new Result.Refused(Problem.of(ErrorCode.TEST_FAILED, "it is not so")));
        assertThat(cursor.lastSettled()).isEqualTo(7);
        assertThat(cursor.committed()).isEqualTo(5);
    }

    @Test
    void it_never_goes_back() {
        ClientCursor cursor = ClientCursor.NEW
                .with(submission(7, 5, 1, Mode.MERGE), new Result.Acknowledged(AT_FIVE))
                .with(submission(3, 4, 1, Mode.MERGE).settledAs(AT_FIVE));
        assertThat(cursor.lastSettled()).isEqualTo(7);
    }

    @Test
    void an_older_connection_is_late_and_a_caller_without_one_never_is() {
        ClientCursor cursor = ClientCursor.NEW.seen(8).seen(3);
        assertThat(cursor.isLate(7)).isTrue();
        assertThat(cursor.isLate(8)).isFalse();
        assertThat(cursor.isLate(0)).isFalse();
    }

    private static Submission submission(long clientSeq, long base, long value, Mode mode) {
        JsonPointer path = new JsonPointer(List.of("x"));
        JsonPatch patch = new JsonPatch(List.of(new PatchOperation.Add(path, JsonNumber.of(value))));
        return Submission.of(ANA, clientSeq, base, patch, mode);
    }
}
