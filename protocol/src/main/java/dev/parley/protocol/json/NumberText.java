package dev.parley.protocol.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/// The value of number tokens. Everything here is linear in the length of the literal and independent of
/// the size of its exponent, so `1e1000000000` costs what `1e10` costs.
final class NumberText {
    /// The decimal exponent of the largest double, 1.797…e308.
    private static final int LARGEST_EXPONENT = 308;

    /// Integers of this many digits are exact doubles, whatever the digits.
    private static final int ALWAYS_EXACT_DIGITS = 15;

    private static final int DIGITS_OF_EVERY_LONG = 18;

    /// Far beyond any exponent that the longest message could bring back into range by its digits.
    private static final long EXPONENT_CEILING = 1_000_000_000_000L;

    private NumberText() {}

    /// Whether the nearest double is infinite.
    static boolean overflows(byte[] text, int from, int to) {
        int mantissaEnd = from;
        while (mantissaEnd < to && (text[mantissaEnd] | 0x20) != 'e') {
            mantissaEnd++;
        }
        if (mantissaEnd == to && to - from < LARGEST_EXPONENT) {
            return false;
        }
        long exponent = magnitude(text, from, mantissaEnd) + exponent(text, mantissaEnd, to);
        return exponent > LARGEST_EXPONENT
                || (exponent == LARGEST_EXPONENT && Double.isInfinite(parse(text, from, to)));
    }

    /// The power of ten of the first digit that is not 0; as low as can be where all are.
    private static long magnitude(byte[] text, int from, int to) {
        int point = to;
        int first = to;
        for (int i = to - 1; i >= from; i--) {
            if (text[i] == '.') {
                point = i;
            } else if (text[i] >= '1' && text[i] <= '9') {
                first = i;
            }
        }
        if (first == to) {
            return -2 * EXPONENT_CEILING;
        }
        return first < point ? point - first - 1 : point - first;
    }

    private static long exponent(byte[] text, int mantissaEnd, int to) {
        long exponent = 0;
        boolean negative = false;
        for (int i = mantissaEnd + 1; i < to; i++) {
            if (text[i] == '-') {
                negative = true;
            } else if (text[i] != '+') {
                exponent = Math.min(EXPONENT_CEILING, exponent * 10 + text[i] - '0');
            }
        }
        return negative ? -exponent : exponent;
    }

    static double value(byte[] text, int from, int to, boolean integer) {
        return integer && to - from <= ALWAYS_EXACT_DIGITS ? toLong(text, from, to) : parse(text, from, to);
    }

    /// Whether an integer literal equals `value`, the double nearest to it.
    static boolean isExact(byte[] text, int from, int to, double value) {
        if (to - from <= ALWAYS_EXACT_DIGITS) {
            return true;
        }
        if (to - from <= DIGITS_OF_EVERY_LONG) {
            return (long) value == toLong(text, from, to);
        }
        return new BigDecimal(value).compareTo(new BigDecimal(ascii(text, from, to))) == 0;
    }

    private static long toLong(byte[] text, int from, int to) {
        boolean negative = text[from] == '-';
        long value = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            value = value * 10 + text[i] - '0';
        }
        return negative ? -value : value;
    }

    private static double parse(byte[] text, int from, int to) {
        return Double.parseDouble(ascii(text, from, to));
    }

    static String ascii(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
