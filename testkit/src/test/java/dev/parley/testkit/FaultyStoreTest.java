package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog;
import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.application.events.EventLog.Opened;
import dev.parley.application.events.EventLog.Page;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.events.Topic;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.StreamKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.testkit.Faults.Call;
import dev.parley.testkit.Faults.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FaultyStoreTest {
    private static final StreamKey STREAM = new StreamKey(TenantId.DEFAULT, "s");

    private final Deque<Fault> next = new ArrayDeque<>();
    private final List<Appended> answers = new ArrayList<>();
    private final FaultyStore store = new FaultyStore(this::strike, Runnable::run);

    @Test
    void nothing_is_answered_or_seen_before_it_is_synced() {
        append("a");
        append("b");
        assertThat(answers).isEmpty();
        assertThat(store.unsynced()).isEqualTo(2);
        assertThat(head()).isZero();

        store.sync(1);
        assertThat(answers).containsExactly(new Appended.Durable(1, 1));
        assertThat(head()).isEqualTo(1);

        store.sync();
        assertThat(answers).containsExactly(new Appended.Durable(1, 1), new Appended.Durable(2, 2));
    }

    @Test
    void a_crash_drops_what_was_not_synced_and_its_answers() {
        append("a");
        store.sync();
        append("b");

        store.crash();
        store.sync();
        assertThat(answers).containsExactly(new Appended.Durable(1, 1));
        assertThat(head()).isEqualTo(1);
    }

    @Test
    void a_crash_between_commit_and_answer_keeps_the_record_and_tells_nobody() {
        append("a");
        append("b");

        store.crash(1);
        assertThat(answers).isEmpty();
        assertThat(head()).isEqualTo(1);
        append("a");
        store.sync();
        assertThat(answers).containsExactly(new Appended.Duplicate(List.of(1L)));
    }

    @Test
    void an_unknown_outcome_is_stored_or_not_as_told() {
        append("a", new Fault.Unknown(true));
        append("b", new Fault.Unknown(false));
        append("c");
        store.sync();

        assertThat(answers.subList(0, 2))
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Appended.Unknown.class));
        assertThat(answers.getLast()).isEqualTo(new Appended.Durable(2, 2));
    }

    @Test
    void refusals_keep_their_place_in_the_line() {
        append("a");
        append("b", new Fault.Busy(7));
        append("c", new Fault.Failed("full"));
        append("d");
        store.sync();

        assertThat(answers)
                .containsExactly(
                        new Appended.Durable(1, 1),
                        new Appended.Busy(7),
                        new Appended.Failed("full"),
                        new Appended.Durable(2, 2));
    }

    @Test
    void a_read_fails_when_it_is_struck() {
        next.add(new Fault.Failed("bit flip"));
        Answer<Page> answer = new Answer<>();

        store.events().read(STREAM, TopicPattern.EVERYTHING, 0, 10, answer);

        assertThat(answer.value()).isEqualTo(new Page.Failed("bit flip"));
    }

    private Fault strike(Call call) {
        return next.isEmpty() ? new Fault.None() : next.remove();
    }

    private void append(String id) {
        append(id, new Fault.None());
    }

    private void append(String id, Fault fault) {
        next.add(fault);
        NewEvent event =
                new NewEvent(new Topic("s"), id, 0, Optional.empty(), Optional.empty(), Bytes.utf8("\"" + id + "\""));
        EventLog events = store.events();
        events.append(new Append(STREAM, 1, OptionalLong.empty(), List.of(event)), answers::add);
    }

    private long head() {
        Answer<Opened> answer = new Answer<>();
        store.events().open(STREAM, answer);
        return ((Opened.Head) answer.value()).head();
    }
}
