package dev.parley.adapters.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Content that may be larger than a column holds: cut into rows, and put together again.
final class Parts {
    /// H2's largest VARBINARY is 1 MiB.
    static final int MAX_BYTES = 1_000_000;

    private Parts() {}

    static int count(byte[] content) {
        return Math.max(1, (content.length + MAX_BYTES - 1) / MAX_BYTES);
    }

    static byte[] part(byte[] content, int part) {
        int from = part * MAX_BYTES;
        return Arrays.copyOfRange(content, from, Math.min(content.length, from + MAX_BYTES));
    }

    /// @param crc of the whole content, the same in every part
    @SuppressWarnings("ArrayRecordComponent") // never compared, and handed on by one owner
    record Part(long version, int part, int parts, byte[] content, int crc) {
        static final String COLUMNS = "version, part, parts, content, crc";

        static Part read(ResultSet row) throws SQLException {
            return new Part(row.getLong(1), row.getInt(2), row.getInt(3), row.getBytes(4), row.getInt(5));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, and handed on by one owner
    record Whole(long version, byte[] content) {}

    /// Puts parts in the order of version and part together and checks them.
    static List<Whole> whole(List<Part> parts) throws Damaged {
        List<Whole> whole = new ArrayList<>();
        for (int at = 0; at < parts.size(); at += parts.get(at).parts()) {
            Part first = parts.get(at);
            if (first.parts() < 1 || at + first.parts() > parts.size()) {
                throw new Damaged("a part of version " + first.version() + " is missing");
            }
            whole.add(new Whole(first.version(), joined(parts.subList(at, at + first.parts()))));
        }
        return whole;
    }

    private static byte[] joined(List<Part> parts) throws Damaged {
        Part first = parts.getFirst();
        byte[] content =
                new byte[parts.stream().mapToInt(part -> part.content().length).sum()];
        int length = 0;
        for (Part part : parts) {
            System.arraycopy(part.content(), 0, content, length, part.content().length);
            length += part.content().length;
        }
        if (Checksums.of(first.version(), content) != first.crc()) {
            throw new Damaged("the checksum of version " + first.version());
        }
        return content;
    }
}
