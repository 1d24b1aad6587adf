package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.domain.shared.StreamKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real file system without a free block, and without the margin that keeps a store away from it.
@Tag("deep")
class FullFileSystemTest {
    private static final StreamKey STREAM = Evidence.STREAMS.getFirst();

    @TempDir
    Path work;

    private LoopFileSystem disk;

    @BeforeEach
    void make() throws Exception {
        disk = LoopFileSystem.make(work, "32M");
    }

    @AfterEach
    void remove() throws Exception {
        disk.close();
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void a_full_file_system_refuses_writes_and_is_recovered_from_without_a_restart(StoreKind kind) throws IOException {
        Dialect dialect = kind.dialect(disk.root());
        StoreSettings settings = StoreSettings.DEFAULTS.withReopenMillis(0);
        long head = 0;
        try (JdbcStore store = JdbcStore.open(disk.root(), dialect, () -> Long.MAX_VALUE, settings)) {
            for (int round = 0; round < 3; round++) {
                Path ballast = fill();
                head = appendUntilRefused(store);
                for (int again = 0; again < 5; again++) {
                    assertThat(append(store, head)).isInstanceOfAny(Appended.Failed.class, Appended.Unknown.class);
                }
                assertThat(store.health().trouble()).isPresent();

                Files.delete(ballast);
                head = Evidence.head(store, STREAM);
                assertThat(append(store, head)).isEqualTo(new Appended.Durable(head + 1, head + 3));
                assertThat(store.health().trouble()).isEmpty();
                Evidence.checkEvents(store, STREAM, 0, head + 3);
            }
        }
        assertThat(StoreCheck.of(disk.root()).findings()).isEmpty();
        try (JdbcStore store = JdbcStore.open(disk.root(), kind, StoreSettings.DEFAULTS)) {
            assertThat(store.health().rolledBack()).isFalse();
            Evidence.checkEvents(store, STREAM, 0, head + 3);
        }
    }

    private Path fill() throws IOException {
        Path ballast = disk.root().resolve("ballast");
        try (FileChannel channel = FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int block = 1 << 20; block > 0; block /= 2) {
                fill(channel, block);
            }
        }
        return ballast;
    }

    private static void fill(FileChannel channel, int block) {
        try {
            while (channel.write(ByteBuffer.allocate(block)) > 0) {
                // More.
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    /// Where space is left in what the database has already, appends go on for a while.
    private static long appendUntilRefused(JdbcStore store) {
        long head = Evidence.head(store, STREAM);
        while (append(store, head) instanceof Appended.Durable) {
            head += Evidence.GROUP;
        }
        return head;
    }

    private static Appended append(JdbcStore store, long after) {
        Append append = new Append(STREAM, store.boot(), OptionalLong.of(after), Evidence.events(STREAM, after));
        return Waiting.ask(reply -> store.events().append(append, reply));
    }
}
