package dev.parley.testkit.contracts;

import static dev.parley.testkit.contracts.Asking.ask;
import static dev.parley.testkit.contracts.Operations.ANN;
import static dev.parley.testkit.contracts.Operations.PLAN;
import static dev.parley.testkit.contracts.Operations.client;
import static dev.parley.testkit.contracts.Operations.created;
import static dev.parley.testkit.contracts.Operations.patched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.OperationLog.Append;
import dev.parley.application.sessions.OperationLog.Appended;
import dev.parley.application.sessions.OperationLog.Changes;
import dev.parley.domain.sessions.Committed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an [OperationLog] does for several callers at once.
public abstract class OperationLogRaceContract {
    protected abstract OperationLog log();

    @BeforeEach
    public void create() {
        Append creation = new Append(PLAN, 1, 0, List.of(created()));
        assertThat(Asking.<Appended>ask(reply -> log().append(creation, reply))).isEqualTo(new Appended.Durable(1, 1));
    }

    @Test
    public void of_eight_writers_that_expect_the_same_head_exactly_one_wins() {
        for (int round = 1; round <= 20; round++) {
            long head = round;
            List<Appended> answers = Race.of(
                    8,
                    n -> reply -> log().append(
                                    new Append(PLAN, 1, head, List.of(patched(client("u" + n, "d"), head))), reply));

            assertThat(answers)
                    .filteredOn(new Appended.Durable(head + 1, head + 1)::equals)
                    .hasSize(1);
            assertThat(answers)
                    .filteredOn(new Appended.Conflict(head + 1)::equals)
                    .hasSize(7);
        }
    }

    @Test
    public void of_eight_sends_of_one_patch_exactly_one_is_stored() {
        Append same = new Append(PLAN, 1, 1, List.of(patched(ANN, 1)));

        List<Appended> answers = Race.of(8, n -> reply -> log().append(same, reply));

        Appended duplicate = new Appended.Duplicate(List.of(patched(ANN, 1).settlement()));
        assertThat(answers).filteredOn(new Appended.Durable(2, 2)::equals).hasSize(1);
        assertThat(answers).filteredOn(duplicate::equals).hasSize(7);
    }

    @Test
    public void answers_keep_the_order_of_the_appends_and_readers_see_no_hole() {
        List<Long> answered = Collections.synchronizedList(new ArrayList<>());
        List<Asking<Appended>> waiting = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            long expected = i;
            Asking<Appended> asking = new Asking<>();
            waiting.add(asking);
            log().append(new Append(PLAN, 1, expected, List.of(patched(ANN, expected))), answer -> {
                answered.add(expected);
                asking.accept(answer);
            });
        }

        long seen = 0;
        while (seen < 301) {
            long after = seen;
            Changes page = ask(reply -> log().read(PLAN, after, 7, reply));
            for (Committed change : OperationLogContract.changes(page)) {
                assertThat(change.version()).isEqualTo(++seen);
            }
        }
        for (int i = 1; i <= 300; i++) {
            assertThat(waiting.get(i - 1).await()).isEqualTo(new Appended.Durable(i + 1, i + 1));
        }
        assertThat(answered)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 300).boxed().toList());
    }
}
