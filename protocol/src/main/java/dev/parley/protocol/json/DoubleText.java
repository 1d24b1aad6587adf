package dev.parley.protocol.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// The text of a double: the shortest digits that read back the same, laid out as ECMAScript does
/// (Number::toString, §6.1.6.1.20), which is also RFC 8785 §3.2.2.3.
///
/// One deviation: integers from 2⁵³ to 10²¹ are written exactly. Their shortest digits filled up with zeros
/// are another integer (2⁶⁰ would read 1152921504606847000), which [JsonReader] rightly refuses.
final class DoubleText {
    private static final double EXACT_INTEGERS = 1L << 53;
    private static final double PLAIN_INTEGERS = 1e21;
    private static final int SMALLEST_PLAIN_POINT = -6;
    private static final int LARGEST_PLAIN_POINT = 21;

    private DoubleText() {}

    /// @param value finite
    static void write(double value, Utf8Output out) {
        double magnitude = Math.abs(value);
        if (magnitude <= EXACT_INTEGERS && magnitude == Math.rint(magnitude)) {
            out.integer((long) value);
            return;
        }
        if (value < 0) {
            out.put('-');
        }
        if (magnitude < PLAIN_INTEGERS && magnitude == Math.rint(magnitude)) {
            out.ascii(new BigDecimal(magnitude).toString());
            return;
        }
        BigDecimal shortest = shortest(magnitude);
        String digits = shortest.unscaledValue().toString();
        layOut(digits, digits.length() - shortest.scale(), out);
    }

    /// The library writes two digits where one would do if two come closer: 4.9E-324 for 5e-324.
    private static BigDecimal shortest(double magnitude) {
        BigDecimal printed = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
        if (printed.precision() != 2) {
            return printed;
        }
        BigDecimal oneDigit = printed.round(new MathContext(1, RoundingMode.HALF_EVEN));
        return oneDigit.doubleValue() == magnitude ? oneDigit.stripTrailingZeros() : printed;
    }

    /// @param point how many digits stand before the decimal point; negative: zeros after it
    private static void layOut(String digits, int point, Utf8Output out) {
        if (point > LARGEST_PLAIN_POINT || point <= SMALLEST_PLAIN_POINT) {
            exponential(digits, point - 1, out);
        } else if (point <= 0) {
            out.ascii("0.");
            out.repeat('0', -point);
            out.ascii(digits);
        } else if (digits.length() <= point) {
            out.ascii(digits);
            out.repeat('0', point - digits.length());
        } else {
            out.ascii(digits, 0, point);
            out.put('.');
            out.ascii(digits, point, digits.length());
        }
    }

    private static void exponential(String digits, int exponent, Utf8Output out) {
        out.put(digits.charAt(0));
        if (digits.length() > 1) {
            out.put('.');
            out.ascii(digits, 1, digits.length());
        }
        out.put('e');
        out.put(exponent < 0 ? '-' : '+');
        out.integer(Math.abs(exponent));
    }
}
