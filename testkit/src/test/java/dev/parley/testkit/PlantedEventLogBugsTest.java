package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.application.Grade;
import dev.parley.application.events.EventLog;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.StreamKey;
import dev.parley.testkit.contracts.EventLogModelContract;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The model contract fails for an event log that is wrong in one small way.
class PlantedEventLogBugsTest {
    @Test
    @SuppressWarnings("JUnitMethodInvoked") // the contract itself is what is tested
    void an_event_log_with_a_bug_does_not_pass() {
        for (EventBug bug : EventBug.values()) {
            assertThatExceptionOfType(AssertionError.class)
                    .as(bug.name())
                    .isThrownBy(() -> modelOf(new BrokenEventLog(bug)).any_history_agrees_with_the_model());
        }
    }

    private enum EventBug {
        IGNORES_FENCE,
        IGNORES_EXPECTED,
        STORES_DUPLICATES,
        READS_TOO_MUCH,
        SEEKS_ONE_TOO_FAR,
        TRIMS_ONE_TOO_MANY
    }

    private static EventLogModelContract modelOf(EventLog log) {
        return new EventLogModelContract() {
            @Override
            protected EventLog log() {
                return log;
            }

            @Override
            protected void restart() {}
        };
    }

    private record BrokenEventLog(EventBug bug, EventLog sound) implements EventLog {
        BrokenEventLog(EventBug bug) {
            this(bug, new InMemoryEventLog());
        }

        @Override
        public Grade grade() {
            return sound.grade();
        }

        @Override
        public void open(StreamKey stream, Reply<Opened> reply) {
            sound.open(stream, reply);
        }

        @Override
        public void append(Append append, Reply<Appended> reply) {
            switch (bug) {
                case IGNORES_FENCE ->
                    sound.append(
                            new Append(append.stream(), Long.MAX_VALUE, append.expected(), append.events()), reply);
                case IGNORES_EXPECTED ->
                    sound.append(
                            new Append(append.stream(), append.fence(), OptionalLong.empty(), append.events()), reply);
                case STORES_DUPLICATES -> sound.append(append, answer -> reply.accept(asIfNew(answer)));
                case READS_TOO_MUCH, SEEKS_ONE_TOO_FAR, TRIMS_ONE_TOO_MANY -> sound.append(append, reply);
            }
        }

        private static Appended asIfNew(Appended answer) {
            return answer instanceof Appended.Duplicate(List<Long> offsets)
                    ? new Appended.Durable(offsets.getFirst(), offsets.getLast())
                    : answer;
        }

        @Override
        public void read(StreamKey stream, TopicPattern which, long after, int max, Reply<Page> reply) {
            sound.read(stream, which, after, bug == EventBug.READS_TOO_MUCH ? max + 1 : max, reply);
        }

        @Override
        public void seekLast(StreamKey stream, TopicPattern which, int count, Reply<Sought> reply) {
            sound.seekLast(stream, which, bug == EventBug.SEEKS_ONE_TOO_FAR ? count + 1 : count, reply);
        }

        @Override
        public void trim(StreamKey stream, long below, OptionalLong olderThanMillis, Reply<Opened> reply) {
            sound.trim(stream, bug == EventBug.TRIMS_ONE_TOO_MANY ? below + 1 : below, olderThanMillis, reply);
        }
    }
}
