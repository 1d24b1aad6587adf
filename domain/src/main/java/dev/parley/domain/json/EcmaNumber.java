package dev.parley.domain.json;

/// A finite double as ECMAScript prints it (ECMA-262 `Number::toString`), which RFC 8785 §3.2.2.3 asks for.
///
/// `Double.toString` finds the same shortest digits (JDK 19 and later) but places point and exponent
/// elsewhere; only the digits and the exponent are taken from it. It also prefers two digits to one where two
/// are closer, which matters for the smallest subnormals alone: 4.9E-324 against 5e-324.
final class EcmaNumber {
    private static final int LARGEST_POSITIONAL = 21;
    private static final int SMALLEST_POSITIONAL = -6;

    /// Below it, neighbours are so far apart that two digits can be more than it takes.
    private static final double COARSE = 1e-320;

    private EcmaNumber() {}

    static String text(double value) {
        if (value == 0) {
            return "0";
        }
        String sign = value < 0 ? "-" : "";
        return sign + positive(Math.abs(value));
    }

    private static String positive(double value) {
        String java = Double.toString(value);
        int e = java.indexOf('E');
        int exponent = e < 0 ? 0 : Integer.parseInt(java.substring(e + 1));
        String mantissa = e < 0 ? java : java.substring(0, e);
        int point = mantissa.indexOf('.');
        String all = mantissa.substring(0, point) + mantissa.substring(point + 1);
        int leading = leadingZeros(all);
        String digits = withoutTrailingZeros(all.substring(leading));
        return value < COARSE && digits.length() == 2
                ? coarse(value, digits, point - leading + exponent)
                : placed(digits, point - leading + exponent);
    }

    /// One digit where it is enough to tell the number from its neighbours.
    private static String coarse(double value, String digits, int point) {
        int rounded = Math.toIntExact(Math.round(Integer.parseInt(digits) / 10.0));
        String one = rounded + "e" + (point - 1);
        boolean enough = Double.parseDouble(one) == value;
        return enough
                ? placed(rounded == 10 ? "1" : "" + rounded, rounded == 10 ? point + 1 : point)
                : placed(digits, point);
    }

    /// @param point how many digits stand before the decimal point; may lie outside the digits
    private static String placed(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= LARGEST_POSITIONAL) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= LARGEST_POSITIONAL) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (SMALLEST_POSITIONAL < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return scientific(digits, point - 1);
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }

    private static int leadingZeros(String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return zeros;
    }

    private static String withoutTrailingZeros(String digits) {
        int end = digits.length();
        while (end > 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }
}
