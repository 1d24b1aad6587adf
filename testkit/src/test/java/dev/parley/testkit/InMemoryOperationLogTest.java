package dev.parley.testkit;

import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.SnapshotStore;
import dev.parley.testkit.contracts.OperationLogContract;
import dev.parley.testkit.contracts.OperationLogModelContract;
import dev.parley.testkit.contracts.OperationLogRaceContract;
import dev.parley.testkit.contracts.SnapshotStoreContract;
import org.junit.jupiter.api.Nested;

class InMemoryOperationLogTest {
    @Nested
    class Basics extends OperationLogContract {
        private final OperationLog log = new InMemoryOperationLog();

        @Override
        protected OperationLog log() {
            return log;
        }

        @Override
        protected void restart() {}
    }

    @Nested
    class Races extends OperationLogRaceContract {
        private final OperationLog log = new InMemoryOperationLog();

        @Override
        protected OperationLog log() {
            return log;
        }
    }

    @Nested
    class Model extends OperationLogModelContract {
        private final OperationLog log = new InMemoryOperationLog();

        @Override
        protected OperationLog log() {
            return log;
        }

        @Override
        protected void restart() {}
    }

    @Nested
    class Snapshots extends SnapshotStoreContract {
        private final InMemoryOperationLog log = new InMemoryOperationLog();
        private final SnapshotStore snapshots = new InMemorySnapshots(log);

        @Override
        protected OperationLog log() {
            return log;
        }

        @Override
        protected SnapshotStore snapshots() {
            return snapshots;
        }

        @Override
        protected void restart() {}
    }
}
