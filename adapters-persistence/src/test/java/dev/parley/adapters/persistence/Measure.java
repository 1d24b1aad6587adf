package dev.parley.adapters.persistence;

import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.events.Topic;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.StreamKey;
import dev.parley.domain.shared.TenantId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/// Appends per second of both databases beside a plain file: singles, groups of 100, and a hundred callers at once.
/// Argument: seconds.
public final class Measure {
    private static final StreamKey STREAM = new StreamKey(TenantId.DEFAULT, "s");
    private static final int DATA_BYTES = 200;
    private static final Bytes DATA = Bytes.utf8("x".repeat(DATA_BYTES));

    private static long next;

    private Measure() {}

    public static void main(String[] arguments) throws Exception {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 3;
        Path directory = Files.createTempDirectory("parley-measure");
        for (int round = 1; round <= 2; round++) {
            file(directory.resolve("control"), 1, seconds, false);
            file(directory.resolve("control"), 1, seconds, true);
            file(directory.resolve("control"), 100, seconds, true);
            for (StoreKind kind : StoreKind.values()) {
                try (JdbcStore store =
                        JdbcStore.open(directory.resolve(kind.wireName()), kind, StoreSettings.DEFAULTS)) {
                    singles(store, kind, seconds);
                    groups(store, kind, seconds);
                    callers(store, kind, seconds);
                }
            }
        }
    }

    private static void file(Path path, int records, long seconds, boolean force) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            String how = (force ? "file and fsync" : "file, no fsync") + ", groups of " + records;
            Timing timing = new Timing(how, records, seconds);
            while (timing.goesOn()) {
                file.write(ByteBuffer.allocate(records * DATA_BYTES));
                if (force) {
                    file.force(false);
                }
                timing.done();
            }
            timing.print();
        }
    }

    /// Records per second.
    static double singles(JdbcStore store, StoreKind kind, long seconds) {
        Timing timing = new Timing(kind.wireName() + ", singles, one after another", 1, seconds);
        while (timing.goesOn()) {
            append(store, 1).join();
            timing.done();
        }
        return timing.print();
    }

    /// Records per second.
    static double groups(JdbcStore store, StoreKind kind, long seconds) {
        Timing timing = new Timing(kind.wireName() + ", groups of 100, one after another", 100, seconds);
        while (timing.goesOn()) {
            append(store, 100).join();
            timing.done();
        }
        return timing.print();
    }

    /// Records per second. Each append is timed from its call to its answer.
    static double callers(JdbcStore store, StoreKind kind, long seconds) throws InterruptedException {
        Timing timing = new Timing(kind.wireName() + ", 100 singles waiting at any time", 1, seconds);
        Semaphore free = new Semaphore(100);
        while (timing.goesOn()) {
            free.acquire();
            long start = System.nanoTime();
            CompletableFuture<Void> _ = append(store, 1).thenRun(() -> {
                timing.took(System.nanoTime() - start);
                free.release();
            });
        }
        free.acquire(100);
        return timing.print();
    }

    private static CompletableFuture<Appended> append(JdbcStore store, int events) {
        NewEvent[] content = new NewEvent[events];
        for (int i = 0; i < events; i++) {
            content[i] = new NewEvent(new Topic("s.a"), "e" + next++, 0, Optional.empty(), Optional.empty(), DATA);
        }
        CompletableFuture<Appended> answer = new CompletableFuture<>();
        store.events()
                .append(new Append(STREAM, store.boot(), OptionalLong.empty(), List.of(content)), answer::complete);
        return answer;
    }

    /// Counts and times; prints records per second and the percentiles of one append.
    private static final class Timing {
        private final String what;
        private final int records;
        private final long start = System.nanoTime();
        private final long end;
        private final long[] nanos = new long[4_000_000];
        private int count;
        private long last = start;

        Timing(String what, int records, long seconds) {
            this.what = what;
            this.records = records;
            this.end = start + seconds * 1_000_000_000;
        }

        synchronized boolean goesOn() {
            return System.nanoTime() < end && count < nanos.length;
        }

        /// One more, since the last.
        void done() {
            long now = System.nanoTime();
            took(now - last);
            last = now;
        }

        synchronized void took(long time) {
            if (count < nanos.length) {
                nanos[count++] = time;
            }
        }

        synchronized double print() {
            Arrays.sort(nanos, 0, count);
            double perSecond = 1e9 * count * records / (System.nanoTime() - start);
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %,10.0f records/s   p50 %.3f ms   p99 %.3f ms%n",
                    what,
                    perSecond,
                    nanos[count / 2] / 1e6,
                    nanos[count * 99 / 100] / 1e6);
            return perSecond;
        }
    }
}
