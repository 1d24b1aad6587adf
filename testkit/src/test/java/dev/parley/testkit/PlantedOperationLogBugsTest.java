package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.application.Grade;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.shared.SessionKey;
import dev.parley.testkit.contracts.OperationLogModelContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The model contract fails for an operation log that is wrong in one small way.
class PlantedOperationLogBugsTest {
    @Test
    @SuppressWarnings("JUnitMethodInvoked") // the contract itself is what is tested
    void an_operation_log_with_a_bug_does_not_pass() {
        for (OperationBug bug : OperationBug.values()) {
            assertThatExceptionOfType(AssertionError.class)
                    .as(bug.name())
                    .isThrownBy(() -> modelOf(new BrokenOperationLog(bug)).any_history_agrees_with_the_model());
        }
    }

    private enum OperationBug {
        IGNORES_FENCE,
        STORES_DUPLICATES,
        FORGETS_SETTLEMENTS,
        LEAVES_A_HOLE
    }

    private static OperationLogModelContract modelOf(OperationLog log) {
        return new OperationLogModelContract() {
            @Override
            protected OperationLog log() {
                return log;
            }

            @Override
            protected void restart() {}
        };
    }

    private record BrokenOperationLog(OperationBug bug, OperationLog sound) implements OperationLog {
        BrokenOperationLog(OperationBug bug) {
            this(bug, new InMemoryOperationLog());
        }

        @Override
        public Grade grade() {
            return sound.grade();
        }

        @Override
        public void load(SessionKey session, Reply<Loaded> reply) {
            sound.load(session, answer -> reply.accept(loaded(answer)));
        }

        private Loaded loaded(Loaded answer) {
            boolean forgets = bug == OperationBug.FORGETS_SETTLEMENTS;
            return answer instanceof Loaded.Found found && forgets
                    ? new Loaded.Found(found.epoch(), found.snapshot(), found.tail(), Map.of())
                    : answer;
        }

        @Override
        public void append(Append append, Reply<Appended> reply) {
            switch (bug) {
                case IGNORES_FENCE ->
                    sound.append(
                            new Append(append.session(), Long.MAX_VALUE, append.expected(), append.changes()), reply);
                case STORES_DUPLICATES -> sound.append(append, answer -> reply.accept(asIfNew(append, answer)));
                case FORGETS_SETTLEMENTS, LEAVES_A_HOLE -> sound.append(append, reply);
            }
        }

        private static Appended asIfNew(Append append, Appended answer) {
            return answer instanceof Appended.Duplicate
                    ? new Appended.Durable(
                            append.expected() + 1,
                            append.expected() + append.changes().size())
                    : answer;
        }

        @Override
        public void read(SessionKey session, long after, int max, Reply<Changes> reply) {
            sound.read(session, after, max, answer -> reply.accept(read(answer)));
        }

        private Changes read(Changes answer) {
            return answer instanceof Changes.Read(List<Committed> changes)
                            && changes.size() > 2
                            && bug == OperationBug.LEAVES_A_HOLE
                    ? new Changes.Read(List.of(changes.getFirst(), changes.getLast()))
                    : answer;
        }
    }
}
