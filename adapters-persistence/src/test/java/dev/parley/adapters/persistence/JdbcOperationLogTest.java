package dev.parley.adapters.persistence;

import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.SnapshotStore;
import dev.parley.testkit.contracts.OperationLogContract;
import dev.parley.testkit.contracts.OperationLogModelContract;
import dev.parley.testkit.contracts.OperationLogRaceContract;
import dev.parley.testkit.contracts.SnapshotStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class JdbcOperationLogTest {
    private final StoreKind kind;

    JdbcOperationLogTest(StoreKind kind) {
        this.kind = kind;
    }

    @Nested
    class Basics extends OperationLogContract {
        private final Reopened store;

        Basics(@TempDir Path directory) {
            store = new Reopened(directory, kind);
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Override
        protected OperationLog log() {
            return store.now().operations();
        }

        @Override
        protected void restart() {
            store.again();
        }
    }

    @Nested
    class Model extends OperationLogModelContract {
        private final Reopened store;

        Model(@TempDir Path directory) {
            store = new Reopened(directory, kind);
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Override
        protected OperationLog log() {
            return store.now().operations();
        }

        @Override
        protected void restart() {
            store.again();
        }

        @Override
        protected int seeds() {
            return 30;
        }
    }

    @Nested
    class Snapshots extends SnapshotStoreContract {
        private final Reopened store;

        Snapshots(@TempDir Path directory) {
            store = new Reopened(directory, kind);
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Override
        protected OperationLog log() {
            return store.now().operations();
        }

        @Override
        protected SnapshotStore snapshots() {
            return store.now().snapshots();
        }

        @Override
        protected void restart() {
            store.again();
        }
    }

    @Nested
    class Races extends OperationLogRaceContract {
        private final Reopened store;

        Races(@TempDir Path directory) {
            store = new Reopened(directory, kind);
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Override
        protected OperationLog log() {
            return store.now().operations();
        }
    }
}
