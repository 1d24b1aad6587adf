package dev.parley.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Finds one number in a message without reading the rest, for scenarios in which making a tree of each
/// would keep the driver busier than the server.
final class Scan {
    private Scan() {}

    /// What to look for: the name of a member that stands in no string before its place.
    static byte[] key(String member) {
        return ("\"" + member + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    /// @return the digits behind the first `key`, -1 where there are none
    static long number(ByteBuffer buffer, int at, int length, byte[] key) {
        int end = at + length;
        for (int i = at; i + key.length < end; i++) {
            if (isAt(buffer, i, key)) {
                return digits(buffer, i + key.length, end);
            }
        }
        return -1;
    }

    private static boolean isAt(ByteBuffer buffer, int at, byte[] key) {
        for (int i = 0; i < key.length; i++) {
            if (buffer.get(at + i) != key[i]) {
                return false;
            }
        }
        return true;
    }

    private static long digits(ByteBuffer buffer, int at, int end) {
        long number = -1;
        for (int i = at; i < end && buffer.get(i) >= '0' && buffer.get(i) <= '9'; i++) {
            number = Math.max(0, number) * 10 + buffer.get(i) - '0';
        }
        return number;
    }
}
