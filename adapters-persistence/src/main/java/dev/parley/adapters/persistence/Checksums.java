package dev.parley.adapters.persistence;

import dev.parley.domain.events.Event;
import dev.parley.domain.events.NewEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.CRC32C;

/// CRC32C over everything that a record means, its place included, so that a page that H2 mixed up is
/// noticed.
final class Checksums {
    private Checksums() {}

    static int of(Event event) {
        NewEvent content = event.content();
        CRC32C crc = new CRC32C();
        number(crc, event.offset());
        number(crc, content.timeMillis());
        text(crc, content.topic().name());
        text(crc, content.id());
        text(crc, content.type().map("+"::concat).orElse(""));
        text(crc, content.source().map("+"::concat).orElse(""));
        crc.update(content.data().buffer());
        return (int) crc.getValue();
    }

    static int of(long version, byte[] content) {
        CRC32C crc = new CRC32C();
        number(crc, version);
        crc.update(content);
        return (int) crc.getValue();
    }

    /// Of a row that says where something stands: its key, then its numbers. Never 0.
    static int of(List<String> key, long... numbers) {
        CRC32C crc = new CRC32C();
        key.forEach(part -> text(crc, part));
        for (long number : numbers) {
            number(crc, number);
        }
        return Math.max(1, (int) crc.getValue() & Integer.MAX_VALUE);
    }

    /// A row from before such rows had a checksum has 0.
    ///
    /// @param what the row is, for the message
    static void require(int expected, ResultSet row, int column, String what) throws SQLException {
        if (!(row.getObject(column) instanceof Integer stored) || (stored != 0 && stored != expected)) {
            throw new Damaged("the checksum of " + what);
        }
    }

    private static void text(CRC32C crc, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(crc, bytes.length);
        crc.update(bytes);
    }

    private static void number(CRC32C crc, long number) {
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }
}
