package dev.parley.adapters.persistence;

import dev.parley.application.events.EventLog;
import dev.parley.testkit.contracts.EventLogContract;
import dev.parley.testkit.contracts.EventLogModelContract;
import dev.parley.testkit.contracts.EventLogRaceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class JdbcEventLogTest {
    private final StoreKind kind;

    JdbcEventLogTest(StoreKind kind) {
        this.kind = kind;
    }

    @Nested
    class Basics extends EventLogContract {
        private final Reopened store;

        Basics(@TempDir Path directory) {
            store = new Reopened(directory, kind);
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Override
        protected EventLog log() {
            return store.now().events();
        }

        @Override
        protected void restart() {
            store.again();
        }
    }

    @Nested
    class Races extends EventLogRaceContract {
        private final Reopened store;

        Races(@TempDir Path directory) {
            store = new Reopened(directory, kind);
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Override
        protected EventLog log() {
            return store.now().events();
        }
    }

    @Nested
    class Model extends EventLogModelContract {
        private final Reopened store;

        Model(@TempDir Path directory) {
            store = new Reopened(directory, kind);
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Override
        protected EventLog log() {
            return store.now().events();
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
}
