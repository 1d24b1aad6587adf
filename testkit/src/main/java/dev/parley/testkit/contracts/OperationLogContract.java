package dev.parley.testkit.contracts;

import static dev.parley.testkit.contracts.Asking.ask;
import static dev.parley.testkit.contracts.Operations.ANN;
import static dev.parley.testkit.contracts.Operations.BOB;
import static dev.parley.testkit.contracts.Operations.PLAN;
import static dev.parley.testkit.contracts.Operations.created;
import static dev.parley.testkit.contracts.Operations.patched;
import static dev.parley.testkit.contracts.Operations.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.OperationLog.Append;
import dev.parley.application.sessions.OperationLog.Appended;
import dev.parley.application.sessions.OperationLog.Changes;
import dev.parley.application.sessions.OperationLog.Loaded;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.json.JsonNull;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.sessions.Acknowledgement;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an [OperationLog] does, in words that a test can check. See also the model and concurrency
/// contracts.
public abstract class OperationLogContract {
    /// The log under test; asked again after every [#restart()].
    protected abstract OperationLog log();

    /// Stops the store and opens it again on the same data; does nothing where there is nothing to reopen.
    protected abstract void restart();

    @Test
    public void a_session_that_was_never_created_is_absent() {
        assertThat(load(PLAN)).isEqualTo(new Loaded.Absent());
        assertThat(append(1, 3, patched(ANN, 1))).isEqualTo(new Appended.Conflict(0));
        assertThat(load(PLAN)).isEqualTo(new Loaded.Absent());
        assertThat(read(0, 10)).isEmpty();
    }

    @Test
    public void versions_count_from_one_without_gaps() {
        assertThat(append(1, 0, created())).isEqualTo(new Appended.Durable(1, 1));
        assertThat(append(1, 1, patched(ANN, 1), role(2), patched(BOB, 1))).isEqualTo(new Appended.Durable(2, 4));

        restart();
        assertThat(read(0, 10)).extracting(Committed::version).containsExactly(1L, 2L, 3L, 4L);
        assertThat(append(1, 4, patched(ANN, 2))).isEqualTo(new Appended.Durable(5, 5));
    }

    @Test
    public void every_kind_of_change_comes_back_as_it_was() {
        JsonObject nested = JsonObject.of("a/b~c", new JsonArray(List.of(JsonNull.NULL, JsonBoolean.TRUE)))
                .with("n", new JsonNumber(-1.5e-9))
                .with("é\ud83d\ude00", new JsonString("\u2028\"\\"));
        JsonPointer at = JsonPointer.ROOT.child("a/b~c").child("");
        JsonPatch every = new JsonPatch(List.of(
                new PatchOperation.Add(at, nested),
                new PatchOperation.Remove(at),
                new PatchOperation.Replace(JsonPointer.ROOT, JsonNull.NULL),
                new PatchOperation.Move(at, at.child("x")),
                new PatchOperation.Copy(at.child("x"), at),
                new PatchOperation.Test(at, new JsonNumber(9_007_199_254_740_991.0))));
        Acknowledgement answer =
                new Acknowledgement(2, Acknowledgement.Outcome.APPLIED, true, Optional.empty(), List.of());
        Change[] changes = {
            new Change.Created(ANN, 1_764_000_000_123L, nested, Optional.empty()),
            new Change.Patched(BOB, 2, every, JsonPatch.EMPTY, new Settlement(BOB, 7, "aff0", answer)),
            patched(ANN, 3),
            role(5),
            new Change.RoleChanged(BOB, 6, new UserId("Zoë <z@x>"), Optional.empty())
        };

        append(1, 0, changes);

        restart();
        assertThat(read(0, 10)).extracting(Committed::change).containsExactly(changes);
        assertThat(found(PLAN).tail()).extracting(Committed::change).containsExactly(changes);
    }

    @Test
    public void a_change_of_several_megabytes_fits() {
        Change large = new Change.Created(ANN, 1, new JsonString("é".repeat(1_600_000)), Optional.empty());

        append(1, 0, large);
        append(1, 1, patched(ANN, 1));

        restart();
        assertThat(found(PLAN).tail()).extracting(Committed::change).containsExactly(large, patched(ANN, 1));
    }

    @Test
    public void a_load_gives_the_last_settlement_of_every_client() {
        append(1, 0, created());
        append(1, 1, patched(ANN, 1), patched(BOB, 5));
        append(1, 3, patched(ANN, 4));

        restart();
        assertThat(found(PLAN).settled())
                .isEqualTo(Map.of(
                        ANN, patched(ANN, 4).settlement(),
                        BOB, patched(BOB, 5).settlement()));
    }

    @Test
    public void a_resend_hears_what_was_answered_then() {
        append(1, 0, created(), patched(ANN, 1), patched(BOB, 1));
        append(1, 3, patched(ANN, 2));
        Appended first = new Appended.Duplicate(List.of(patched(ANN, 1).settlement()));

        assertThat(append(0, 1, patched(ANN, 1))).isEqualTo(first);
        restart();
        assertThat(append(0, 99, patched(ANN, 1))).isEqualTo(first);
        assertThat(append(1, 1, patched(BOB, 1), patched(ANN, 2)))
                .isEqualTo(new Appended.Duplicate(
                        List.of(patched(BOB, 1).settlement(), patched(ANN, 2).settlement())));
        assertThat(found(PLAN).tail()).hasSize(4);
    }

    @Test
    public void a_resend_with_other_content_hears_the_first_content() {
        append(1, 0, created(), patched(ANN, 1, "first"));

        assertThat(append(1, 2, patched(ANN, 1, "second")))
                .isEqualTo(
                        new Appended.Duplicate(List.of(patched(ANN, 1, "first").settlement())));
    }

    @Test
    public void a_resend_right_behind_the_first_send_is_a_duplicate() {
        append(1, 0, created());
        Asking<Appended> first = new Asking<>();
        Asking<Appended> second = new Asking<>();
        Append append = new Append(PLAN, 1, 1, List.of(patched(ANN, 1)));

        log().append(append, first);
        log().append(append, second);

        assertThat(first.await()).isEqualTo(new Appended.Durable(2, 2));
        assertThat(second.await())
                .isEqualTo(new Appended.Duplicate(List.of(patched(ANN, 1).settlement())));
    }

    @Test
    public void a_number_that_was_passed_over_is_settled_too() {
        append(1, 0, created(), patched(ANN, 5));

        assertThat(append(1, 2, patched(ANN, 3)))
                .isEqualTo(new Appended.Duplicate(List.of(patched(ANN, 5).settlement())));
    }

    @Test
    public void an_append_that_is_settled_in_part_conflicts_and_stores_nothing() {
        append(1, 0, created(), patched(ANN, 1));

        assertThat(append(1, 2, patched(ANN, 1), patched(BOB, 1))).isEqualTo(new Appended.Conflict(2));
        assertThat(append(1, 2, patched(BOB, 1), patched(BOB, 1))).isEqualTo(new Appended.Conflict(2));
        assertThat(append(1, 2, patched(BOB, 1))).isEqualTo(new Appended.Durable(3, 3));
    }

    @Test
    public void an_append_that_expects_another_head_conflicts() {
        append(1, 0, created());

        assertThat(append(1, 0, created())).isEqualTo(new Appended.Conflict(1));
        assertThat(append(1, 2, patched(ANN, 1))).isEqualTo(new Appended.Conflict(1));
        assertThat(append(1, 1, patched(ANN, 1))).isEqualTo(new Appended.Durable(2, 2));
    }

    @Test
    public void an_owner_that_was_replaced_is_fenced() {
        append(5, 0, created());

        assertThat(append(4, 1, patched(ANN, 1))).isEqualTo(new Appended.Fenced(5));
        restart();
        assertThat(append(4, 7, patched(ANN, 1))).isEqualTo(new Appended.Fenced(5));
        assertThat(append(6, 1, patched(ANN, 1))).isEqualTo(new Appended.Durable(2, 2));
    }

    @Test
    public void sessions_and_tenants_do_not_mix() {
        SessionKey other = new SessionKey(new TenantId("other"), PLAN.session());
        SessionKey second = new SessionKey(PLAN.tenant(), new SessionId("second"));
        append(1, 0, created(), patched(ANN, 1));

        assertThat(load(other)).isEqualTo(new Loaded.Absent());
        assertThat(load(second)).isEqualTo(new Loaded.Absent());
        Append same = new Append(other, 1, 0, List.of(created(), patched(ANN, 1)));
        assertThat(Asking.<Appended>ask(reply -> log().append(same, reply))).isEqualTo(new Appended.Durable(1, 2));
        assertThat(found(PLAN).tail()).hasSize(2);
    }

    @Test
    public void the_epoch_survives_a_restart() {
        append(1, 0, created());
        long epoch = found(PLAN).epoch();

        restart();
        assertThat(found(PLAN).epoch()).isEqualTo(epoch);
    }

    @Test
    public void pages_follow_one_another() {
        append(1, 0, created());
        for (int i = 1; i < 130; i++) {
            append(1, i, patched(ANN, i));
        }

        assertThat(read(0, 3)).extracting(Committed::version).containsExactly(1L, 2L, 3L);
        assertThat(read(3, 120)).hasSize(120).first().isEqualTo(new Committed(4, patched(ANN, 3)));
        assertThat(read(128, 10)).extracting(Committed::version).containsExactly(129L, 130L);
        assertThat(read(130, 10)).isEmpty();
    }

    private Appended append(long fence, long expected, Change... changes) {
        Append append = new Append(PLAN, fence, expected, Arrays.asList(changes));
        return ask(reply -> log().append(append, reply));
    }

    private Loaded load(SessionKey session) {
        return ask(reply -> log().load(session, reply));
    }

    private Loaded.Found found(SessionKey session) {
        return found(load(session));
    }

    static Loaded.Found found(Loaded loaded) {
        return switch (loaded) {
            case Loaded.Found found -> found;
            case Loaded.Absent _ -> throw new AssertionError("absent");
            case Loaded.Failed(String reason) -> throw new AssertionError(reason);
        };
    }

    private List<Committed> read(long after, int max) {
        return changes(ask(reply -> log().read(PLAN, after, max, reply)));
    }

    static List<Committed> changes(Changes changes) {
        return switch (changes) {
            case Changes.Read(List<Committed> read) -> read;
            case Changes.Failed(String reason) -> throw new AssertionError(reason);
        };
    }
}
