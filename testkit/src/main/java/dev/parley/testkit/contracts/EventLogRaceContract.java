package dev.parley.testkit.contracts;

import static dev.parley.testkit.contracts.Asking.ask;
import static dev.parley.testkit.contracts.EventLogContract.ALL;
import static dev.parley.testkit.contracts.EventLogContract.ORDERS;
import static dev.parley.testkit.contracts.EventLogContract.event;
import static dev.parley.testkit.contracts.EventLogContract.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog;
import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.application.events.EventLog.Page;
import dev.parley.domain.events.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What an [EventLog] does for several callers at once.
public abstract class EventLogRaceContract {
    protected abstract EventLog log();

    @Test
    public void of_eight_writers_that_expect_the_same_head_exactly_one_wins() {
        for (int round = 0; round < 20; round++) {
            long head = round;
            List<Appended> answers = Race.of(
                    8,
                    n -> reply -> log().append(
                                    new Append(ORDERS, 1, OptionalLong.of(head), List.of(event("r" + head + "w" + n))),
                                    reply));

            assertThat(answers)
                    .filteredOn(new Appended.Durable(head + 1, head + 1)::equals)
                    .hasSize(1);
            assertThat(answers)
                    .filteredOn(new Appended.Conflict(head + 1)::equals)
                    .hasSize(7);
        }
    }

    @Test
    public void of_eight_sends_of_one_event_exactly_one_is_stored() {
        Append same = new Append(ORDERS, 1, OptionalLong.empty(), List.of(event("once")));

        List<Appended> answers = Race.of(8, n -> reply -> log().append(same, reply));

        assertThat(answers).filteredOn(new Appended.Durable(1, 1)::equals).hasSize(1);
        assertThat(answers)
                .filteredOn(new Appended.Duplicate(List.of(1L))::equals)
                .hasSize(7);
    }

    @Test
    public void answers_keep_the_order_of_the_appends() {
        List<Long> answered = Collections.synchronizedList(new ArrayList<>());
        List<Asking<Appended>> waiting = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            long expected = i;
            Asking<Appended> asking = new Asking<>();
            waiting.add(asking);
            log().append(new Append(ORDERS, 1, OptionalLong.of(expected), List.of(event("e" + i))), answer -> {
                answered.add(expected);
                asking.accept(answer);
            });
        }

        for (int i = 0; i < 500; i++) {
            assertThat(waiting.get(i).await()).isEqualTo(new Appended.Durable(i + 1, i + 1));
        }
        assertThat(answered)
                .containsExactlyElementsOf(LongStream.range(0, 500).boxed().toList());
    }

    @Test
    public void a_reader_never_sees_an_offset_before_its_predecessor() {
        List<Asking<Appended>> writes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Asking<Appended> asking = new Asking<>();
            writes.add(asking);
            log().append(new Append(ORDERS, 1, OptionalLong.empty(), List.of(event("a" + i), event("b" + i))), asking);
        }

        long seen = 0;
        while (seen < 600) {
            long after = seen;
            Page page = ask(reply -> log().read(ORDERS, ALL, after, 7, reply));
            for (Event event : read(page).events()) {
                assertThat(event.offset()).isEqualTo(++seen);
            }
        }
        assertThat(writes).allSatisfy(write -> assertThat(write.await()).isInstanceOf(Appended.Durable.class));
    }
}
