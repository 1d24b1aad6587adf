package dev.parley.protocol.json;

import java.util.Arrays;

/// A growing run of UTF-8 bytes.
final class Utf8Output {
    /// How many characters of a string are written before room is made again, so that a long string does
    /// not reserve six bytes for each of its characters.
    private static final int CHUNK = 1024;

    private static final int LONGEST_ESCAPE = 6;
    private static final int LONGEST_LONG = 20;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] bytes;
    private int size;

    Utf8Output(int capacity) {
        this.bytes = new byte[capacity];
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    int size() {
        return size;
    }

    void put(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    void put(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    /// Room for `length` bytes that the caller fills.
    int claim(int length) {
        reserve(length);
        int at = size;
        size += length;
        return at;
    }

    byte[] array() {
        return bytes;
    }

    void ascii(String text) {
        ascii(text, 0, text.length());
    }

    void ascii(String text, int from, int to) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    void repeat(char ascii, int times) {
        for (int i = 0; i < times; i++) {
            put(ascii);
        }
    }

    void integer(long value) {
        if (value == Long.MIN_VALUE) {
            ascii(Long.toString(value));
            return;
        }
        reserve(LONGEST_LONG);
        if (value < 0) {
            bytes[size++] = '-';
        }
        digits(Math.abs(value));
    }

    private void digits(long value) {
        int length = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            length++;
        }
        long rest = value;
        for (int i = size + length - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += length;
    }

    /// A string token: escapes only what RFC 8259 §7 demands, the short form where there is one (as RFC
    /// 8785 §3.2.2.2).
    ///
    /// @throws IllegalArgumentException at a lone surrogate, which has no UTF-8 form
    void quoted(String text) {
        put('"');
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + CHUNK);
            reserve((end - at) * LONGEST_ESCAPE);
            while (at < end) {
                at += character(text, at);
            }
        }
        put('"');
    }

    /// @return how many UTF-16 units were used up
    private int character(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x80) {
            if (c >= ' ' && c != '"' && c != '\\') {
                bytes[size++] = (byte) c;
            } else {
                escape(c);
            }
            return 1;
        }
        if (!Character.isSurrogate(c)) {
            sequence(c);
            return 1;
        }
        int point = text.codePointAt(at);
        if (point == c) {
            throw new IllegalArgumentException("a lone surrogate at " + at);
        }
        sequence(point);
        return 2;
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        switch (c) {
            case '\b' -> bytes[size++] = 'b';
            case '\t' -> bytes[size++] = 't';
            case '\n' -> bytes[size++] = 'n';
            case '\f' -> bytes[size++] = 'f';
            case '\r' -> bytes[size++] = 'r';
            case '"', '\\' -> bytes[size++] = (byte) c;
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[c >> 4];
                bytes[size++] = HEX[c & 0xF];
            }
        }
    }

    private void sequence(int point) {
        if (point < 0x800) {
            bytes[size++] = (byte) (0xC0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                bytes[size++] = (byte) (0xE0 | (point >> 12));
            } else {
                bytes[size++] = (byte) (0xF0 | (point >> 18));
                bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            }
            bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        }
        bytes[size++] = (byte) (0x80 | (point & 0x3F));
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            int doubled = (int) Math.min(LARGEST_ARRAY, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), doubled));
        }
    }
}
