package dev.parley.adapters.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The number of the last acknowledged batch and of this start, in a file beside the database. A database
/// that knows less was rolled back behind our back: truncated, restored, or half lost.
///
/// Two slots are written in turn, so that a torn write leaves the other. One thread at a time.
final class HighWater implements AutoCloseable {
    private static final int SLOT = 64;
    private static final int CONTENT = 2 * Long.BYTES;
    private static final Mark NEVER = new Mark(0, 0);
    private static final Comparator<Mark> NEWEST_LAST =
            Comparator.comparingLong(Mark::boot).thenComparingLong(Mark::batch);

    private final FileChannel file;
    private int turn;

    private HighWater(FileChannel file) {
        this.file = file;
    }

    static HighWater open(Path path) throws IOException {
        return new HighWater(
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE));
    }

    static HighWater openToRead(Path path) throws IOException {
        return new HighWater(FileChannel.open(path, StandardOpenOption.READ));
    }

    /// @param boot how often the store was opened
    /// @param batch the last batch that was acknowledged
    record Mark(long boot, long batch) {}

    /// Empty where there never was one, or none can be read.
    Optional<Mark> read() throws IOException {
        Optional<Mark> first = slot(0);
        Optional<Mark> second = slot(1);
        boolean secondIsNewer = NEWEST_LAST.compare(second.orElse(NEVER), first.orElse(NEVER)) > 0;
        turn = secondIsNewer ? 0 : 1;
        return secondIsNewer ? second : first;
    }

    private Optional<Mark> slot(int slot) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CONTENT + Long.BYTES);
        int length = 0;
        while (buffer.hasRemaining() && length >= 0) {
            length = file.read(buffer, (long) slot * SLOT + buffer.position());
        }
        boolean whole = !buffer.hasRemaining() && buffer.getLong(CONTENT) == crc(buffer);
        return whole ? Optional.of(new Mark(buffer.getLong(0), buffer.getLong(Long.BYTES))) : Optional.empty();
    }

    /// Hands it to the operating system: enough for as long as the database does no more than that.
    void write(Mark mark) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CONTENT + Long.BYTES);
        buffer.putLong(mark.boot()).putLong(mark.batch()).putLong(0).flip();
        buffer.putLong(CONTENT, crc(buffer));
        while (buffer.hasRemaining()) {
            file.write(buffer, (long) turn * SLOT + buffer.position());
        }
        turn = 1 - turn;
    }

    void force() throws IOException {
        file.force(true);
    }

    private static long crc(ByteBuffer buffer) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(0, CONTENT));
        return crc.getValue() + 1;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
