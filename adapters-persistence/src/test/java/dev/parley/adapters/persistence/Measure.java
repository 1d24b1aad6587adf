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

/// Appends per second beside a plain file: singles, groups of 100, and a hundred callers at once.
/// Argument: seconds.
public final class Measure {
    private static final StreamKey STREAM = new StreamKey(TenantId.DEFAULT, "s");
    private static final byte[] DATA = new byte[200];

    private static long next;

    private Measure() {}

    public static void main(String[] arguments) throws Exception {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 3;
        Arrays.fill(DATA, (byte) 'x');
        Path directory = Files.createTempDirectory("parley-measure");
        for (int round = 1; round <= 2; round++) {
            file(directory.resolve("control"), seconds, false);
            file(directory.resolve("control"), seconds, true);
            try (JdbcStore store = JdbcStore.open(directory.resolve("store"), StoreSettings.DEFAULTS)) {
                singles(store, seconds);
                groups(store, seconds);
                callers(store, seconds);
            }
        }
    }

    private static void file(Path path, long seconds, boolean force) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            Timing timing = new Timing(force ? "file, force, singles" : "file, no force, singles", 1, seconds);
            while (timing.goesOn()) {
                file.write(ByteBuffer.wrap(DATA));
                if (force) {
                    file.force(false);
                }
                timing.done();
            }
            timing.print();
        }
    }

    private static void singles(JdbcStore store, long seconds) {
        Timing timing = new Timing("H2, singles, one after another", 1, seconds);
        while (timing.goesOn()) {
            append(store, 1).join();
            timing.done();
        }
        timing.print();
    }

    private static void groups(JdbcStore store, long seconds) {
        Timing timing = new Timing("H2, groups of 100, one after another", 100, seconds);
        while (timing.goesOn()) {
            append(store, 100).join();
            timing.done();
        }
        timing.print();
    }

    private static void callers(JdbcStore store, long seconds) throws InterruptedException {
        Timing timing = new Timing("H2, 100 singles waiting at any time", 1, seconds);
        Semaphore free = new Semaphore(100);
        while (timing.goesOn()) {
            free.acquire();
            CompletableFuture<Void> _ = append(store, 1).thenRun(free::release);
            timing.done();
        }
        free.acquire(100);
        timing.print();
    }

    private static CompletableFuture<Appended> append(JdbcStore store, int events) {
        NewEvent[] content = new NewEvent[events];
        for (int i = 0; i < events; i++) {
            content[i] = new NewEvent(
                    new Topic("s.a"), "e" + next++, 0, Optional.empty(), Optional.empty(), Bytes.copyOf(DATA));
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

        boolean goesOn() {
            return last < end && count < nanos.length;
        }

        void done() {
            long now = System.nanoTime();
            nanos[count++] = now - last;
            last = now;
        }

        void print() {
            Arrays.sort(nanos, 0, count);
            double perSecond = 1e9 * count * records / (System.nanoTime() - start);
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %,10.0f records/s   p50 %.3f ms   p99 %.3f ms%n",
                    what,
                    perSecond,
                    nanos[count / 2] / 1e6,
                    nanos[count * 99 / 100] / 1e6);
        }
    }
}
