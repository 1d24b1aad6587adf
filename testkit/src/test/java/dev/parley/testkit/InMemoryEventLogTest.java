package dev.parley.testkit;

import dev.parley.application.events.EventLog;
import dev.parley.testkit.contracts.EventLogContract;
import dev.parley.testkit.contracts.EventLogModelContract;
import dev.parley.testkit.contracts.EventLogRaceContract;
import org.junit.jupiter.api.Nested;

class InMemoryEventLogTest {
    @Nested
    class Basics extends EventLogContract {
        private final EventLog log = new InMemoryEventLog();

        @Override
        protected EventLog log() {
            return log;
        }

        @Override
        protected void restart() {}
    }

    @Nested
    class Races extends EventLogRaceContract {
        private final EventLog log = new InMemoryEventLog();

        @Override
        protected EventLog log() {
            return log;
        }
    }

    @Nested
    class Model extends EventLogModelContract {
        private final EventLog log = new InMemoryEventLog();

        @Override
        protected EventLog log() {
            return log;
        }

        @Override
        protected void restart() {}
    }
}
