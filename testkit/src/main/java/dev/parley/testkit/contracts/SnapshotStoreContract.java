package dev.parley.testkit.contracts;

import static dev.parley.testkit.contracts.Asking.ask;
import static dev.parley.testkit.contracts.Operations.ANN;
import static dev.parley.testkit.contracts.Operations.PLAN;
import static dev.parley.testkit.contracts.Operations.created;
import static dev.parley.testkit.contracts.Operations.patched;
import static dev.parley.testkit.contracts.Operations.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.OperationLog.Append;
import dev.parley.application.sessions.OperationLog.Appended;
import dev.parley.application.sessions.OperationLog.Loaded;
import dev.parley.application.sessions.SnapshotStore;
import dev.parley.application.sessions.SnapshotStore.Saved;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a [SnapshotStore] does together with the log that it stands beside.
public abstract class SnapshotStoreContract {
    /// Asked again after every [#restart()].
    protected abstract OperationLog log();

    /// Asked again after every [#restart()].
    protected abstract SnapshotStore snapshots();

    /// Stops the store and opens it again on the same data; does nothing where there is nothing to reopen.
    protected abstract void restart();

    @BeforeEach
    public void write() {
        Append append = new Append(PLAN, 1, 0, List.of(created(), patched(ANN, 1), role(3), patched(ANN, 2)));
        assertThat(Asking.<Appended>ask(reply -> log().append(append, reply))).isEqualTo(new Appended.Durable(1, 4));
    }

    @Test
    public void a_load_gives_the_newest_snapshot_and_what_follows_it() {
        Snapshot snapshot = snapshot(3, JsonObject.of("title", new JsonString("n1")));

        assertThat(save(PLAN, snapshot)).isEqualTo(new Saved.Done());

        restart();
        Loaded.Found found = load();
        assertThat(found.snapshot()).contains(snapshot);
        assertThat(List.copyOf(found.snapshot().orElseThrow().members().keySet()))
                .containsExactly(new UserId("zoe"), new UserId("bob"));
        assertThat(found.tail()).containsExactly(new Committed(4, patched(ANN, 2)));
        assertThat(found.settled()).isEqualTo(Map.of(ANN, patched(ANN, 2).settlement()));
    }

    @Test
    public void settlements_outlive_the_changes_that_a_load_no_longer_gives() {
        save(PLAN, snapshot(4, JsonObject.EMPTY));

        restart();
        assertThat(load().tail()).isEmpty();
        assertThat(load().settled()).isEqualTo(Map.of(ANN, patched(ANN, 2).settlement()));
        Append resend = new Append(PLAN, 1, 4, List.of(patched(ANN, 1)));
        assertThat(Asking.<Appended>ask(reply -> log().append(resend, reply)))
                .isEqualTo(new Appended.Duplicate(List.of(patched(ANN, 1).settlement())));
    }

    @Test
    public void a_snapshot_that_the_log_does_not_reach_is_refused() {
        assertThat(save(PLAN, snapshot(5, JsonObject.EMPTY))).isInstanceOf(Saved.Failed.class);
        SessionKey absent = new SessionKey(PLAN.tenant(), new SessionId("absent"));
        assertThat(save(absent, snapshot(1, JsonObject.EMPTY))).isInstanceOf(Saved.Failed.class);
        assertThat(load().snapshot()).isEmpty();
    }

    @Test
    public void saving_again_or_late_does_no_harm() {
        Snapshot newest = snapshot(3, JsonObject.of("a", new JsonString("b")));

        assertThat(save(PLAN, newest)).isEqualTo(new Saved.Done());
        assertThat(save(PLAN, newest)).isEqualTo(new Saved.Done());
        assertThat(save(PLAN, snapshot(2, JsonObject.EMPTY))).isEqualTo(new Saved.Done());
        assertThat(load().snapshot()).contains(newest);
    }

    @Test
    public void a_document_of_several_megabytes_fits() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        while (text.length() < 4_000_000) {
            text.append(Long.toString(random.nextLong(), 36));
        }
        Snapshot large = snapshot(4, new JsonString(text.toString()));

        assertThat(save(PLAN, large)).isEqualTo(new Saved.Done());

        restart();
        assertThat(load().snapshot().equals(Optional.of(large))).isTrue();
    }

    private static Snapshot snapshot(long version, Json document) {
        LinkedHashMap<UserId, Role> members = new LinkedHashMap<>();
        members.put(new UserId("zoe"), Role.OWNER);
        members.put(new UserId("bob"), Role.VIEWER);
        return new Snapshot(version, document, members, Optional.of(Role.COMMENTER));
    }

    private Saved save(SessionKey session, Snapshot snapshot) {
        return ask(reply -> snapshots().save(session, snapshot, reply));
    }

    private Loaded.Found load() {
        return OperationLogContract.found(ask(reply -> log().load(PLAN, reply)));
    }
}
