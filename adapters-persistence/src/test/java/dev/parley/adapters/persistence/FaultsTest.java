package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Damaged files are refused, begin a new epoch, or are withheld: never less data without a word.
class FaultsTest {
    private static final StreamKey STREAM = Evidence.STREAMS.getFirst();
    private static final SessionKey SESSION = Evidence.SESSIONS.getFirst();
    private static final long HEAD = 90;
    private static final int FLIPS = Integer.getInteger("parley.kills", 20);
    private static final long SEED = Long.getLong("parley.seed", 1);

    @TempDir
    Path sound;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void a_directory_that_cannot_be_written_is_refused(StoreKind kind) {
        Path readOnly = Path.of("/proc/self");

        assertThatExceptionOfType(StoreRefused.class)
                .isThrownBy(() -> JdbcStore.open(readOnly, kind, StoreSettings.DEFAULTS))
                .withMessageStartingWith("cannot write in /proc/self");
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void a_truncated_database_is_never_silent(StoreKind kind) throws IOException {
        fill(kind);
        Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
        for (int percent = 0; percent < 100; percent += 10) {
            copy();
            truncate(kind.file(directory), percent);
            findings.merge(found(kind), 1, Integer::sum);
        }
        assertThat(findings.keySet()).as("%s", findings).containsAnyOf(Finding.REFUSED, Finding.NEW_EPOCH);
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void a_database_whose_tail_is_zero_is_never_silent(StoreKind kind) throws IOException {
        fill(kind);
        Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
        for (int percent = 0; percent < 100; percent += 10) {
            copy();
            zeroFrom(kind.file(directory), percent);
            findings.merge(found(kind), 1, Integer::sum);
        }
        assertThat(findings.keySet()).as("%s", findings).containsAnyOf(Finding.REFUSED, Finding.NEW_EPOCH);
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void a_flipped_bit_is_never_silent(StoreKind kind) throws IOException {
        fill(kind);
        Random random = new Random(SEED);
        Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
        for (int flip = 0; flip < FLIPS; flip++) {
            copy();
            flip(kind.file(directory), random);
            findings.merge(found(kind), 1, Integer::sum);
        }
        assertThat(findings).as("%s, seed %d", findings, SEED).containsKey(Finding.WITHHELD);
    }

    /// What a check calls sound must be whole.
    private Finding found(StoreKind kind) {
        boolean sound = sound();
        Finding finding = Finding.in(directory, kind, HEAD);
        assertThat(finding == Finding.WHOLE || !sound)
                .as("a check missed %s", finding)
                .isTrue();
        return finding;
    }

    private boolean sound() {
        try {
            return StoreCheck.of(directory).isSound();
        } catch (StoreRefused refused) {
            assertThat(refused).hasMessageContaining("store");
            return false;
        }
    }

    private static void truncate(Path file, int percent) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() * percent / 100);
        }
    }

    private static void flip(Path file, Random random) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int at = random.nextInt(content.length);
        content[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, content);
    }

    private static void zeroFrom(Path file, int percent) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long from = channel.size() * percent / 100;
            channel.write(ByteBuffer.allocate((int) (channel.size() - from)), from);
        }
    }

    /// What a kill leaves of SQLite: the last commits are only in its log.
    @Test
    void a_write_ahead_log_that_is_damaged_begins_a_new_epoch() throws IOException {
        Path killed = sound.resolve("killed");
        try (JdbcStore store = JdbcStore.open(sound, StoreKind.SQLITE, StoreSettings.DEFAULTS)) {
            write(store);
            Files.createDirectory(killed);
            copyFiles(sound, killed);
        }
        copyFiles(killed, directory);
        assertThat(Finding.in(directory, StoreKind.SQLITE, HEAD)).isEqualTo(Finding.WHOLE);

        Random random = new Random(SEED);
        for (int round = 0; round < 20; round++) {
            copyFiles(killed, directory);
            Path log = directory.resolve("parley.db-wal");
            switch (round % 4) {
                case 0 -> Files.delete(log);
                case 1 -> truncate(log, random.nextInt(99));
                case 2 -> zeroFrom(log, random.nextInt(99));
                default -> flip(log, random);
            }
            assertThat(Finding.in(directory, StoreKind.SQLITE, HEAD))
                    .as("round %d of seed %d", round, SEED)
                    .isIn(Finding.NEW_EPOCH, Finding.REFUSED);
        }
    }

    /// Fills a store and leaves it in `sound`.
    private void fill(StoreKind kind) {
        try (JdbcStore store = JdbcStore.open(sound, kind, StoreSettings.DEFAULTS)) {
            write(store);
        }
    }

    private static void write(JdbcStore store) {
        for (long head = 0; head < HEAD; head += Evidence.GROUP) {
            Evidence.checkNext(store, STREAM, head);
            Evidence.checkNext(store, SESSION, head);
        }
    }

    private void copy() throws IOException {
        copyFiles(sound, directory);
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        for (String name : List.of("parley.mv.db", "parley.db", "parley.db-wal", "parley.mark")) {
            Files.deleteIfExists(to.resolve(name));
            if (Files.exists(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
