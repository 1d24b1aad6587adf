package dev.parley.adapters.persistence;

import dev.parley.application.events.EventLog;
import dev.parley.application.sessions.OperationLog;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/// The process that is killed: it writes to a few streams and sessions as fast as the store answers, and
/// prints every acknowledgement. Arguments: the directory, and the kind of its store, `delayed` or
/// `lying`.
public final class Victim {
    /// Appends to one stream or session that wait for their answers at one time.
    private static final int PIPELINE = 4;

    private final JdbcStore store;
    private final PrintStream acknowledged;
    private final CountDownLatch failed = new CountDownLatch(1);

    private Victim(JdbcStore store, PrintStream acknowledged) {
        this.store = store;
        this.acknowledged = acknowledged;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[0]);
        switch (arguments[1]) {
            case "h2" -> write(JdbcStore.open(directory, StoreKind.H2, StoreSettings.DEFAULTS));
            case "sqlite" -> write(JdbcStore.open(directory, StoreKind.SQLITE, StoreSettings.DEFAULTS));
            case "lying" ->
                write(JdbcStore.open(
                        directory, new LyingSqlite(directory), () -> Long.MAX_VALUE, StoreSettings.DEFAULTS));
            case "delayed" ->
                write(JdbcStore.open(
                        directory, new DelayedH2(directory), () -> Long.MAX_VALUE, StoreSettings.DEFAULTS));
            default -> throw new IllegalArgumentException(arguments[1]);
        }
    }

    private static void write(JdbcStore store) throws InterruptedException {
        Victim victim = new Victim(store, System.out);
        Evidence.STREAMS.forEach(key -> victim.begin(new Stream(victim, key)));
        Evidence.SESSIONS.forEach(key -> victim.begin(new Session(victim, key)));
        victim.failed.await();
        System.exit(1);
    }

    private void begin(Target target) {
        long head = target.head();
        for (int i = 0; i < PIPELINE; i++) {
            target.append(head + (long) i * Evidence.GROUP);
        }
    }

    /// Said only when the store said so; the next append goes to the end of the pipeline.
    private void acknowledge(Target target, long first) {
        acknowledged.println(target.name() + " " + (first + Evidence.GROUP - 1));
        acknowledged.flush();
        target.append(first - 1 + (long) PIPELINE * Evidence.GROUP);
    }

    private void fail(Object answer) {
        System.err.println("unexpected answer: " + answer);
        failed.countDown();
    }

    private sealed interface Target {
        String name();

        long head();

        void append(long expected);
    }

    private record Stream(Victim victim, StreamKey key) implements Target {
        @Override
        public String name() {
            return key.stream();
        }

        @Override
        public long head() {
            return Evidence.head(victim.store, key);
        }

        @Override
        public void append(long expected) {
            EventLog.Append append = new EventLog.Append(
                    key, victim.store.boot(), OptionalLong.of(expected), Evidence.events(key, expected));
            victim.store.events().append(append, answer -> {
                if (answer instanceof EventLog.Appended.Durable durable) {
                    victim.acknowledge(this, durable.first());
                } else {
                    victim.fail(answer);
                }
            });
        }
    }

    private record Session(Victim victim, SessionKey key) implements Target {
        @Override
        public String name() {
            return key.session().value();
        }

        @Override
        public long head() {
            return Evidence.head(victim.store, key);
        }

        @Override
        public void append(long expected) {
            List<Change> changes = Evidence.changes(expected);
            OperationLog.Append append = new OperationLog.Append(key, victim.store.boot(), expected, changes);
            victim.store.operations().append(append, answer -> {
                if (answer instanceof OperationLog.Appended.Durable durable) {
                    victim.acknowledge(this, durable.first());
                } else {
                    victim.fail(answer);
                }
            });
        }
    }
}
