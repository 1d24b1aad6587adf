package dev.parley.protocol.json;

/// Well-formed byte sequences (Unicode 16, table 3-7): no overlong form, no surrogate, nothing above
/// U+10FFFF.
final class Utf8 {
    private Utf8() {}

    /// The length of the sequence that starts at `at` with a byte above 0x7F; 0 where it is ill-formed.
    static int sequence(byte[] text, int at, int end) {
        int lead = text[at] & 0xFF;
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || end - at < length || !secondFits(lead, text[at + 1] & 0xFF)) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((text[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static boolean secondFits(int lead, int second) {
        return switch (lead) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF;
            case 0xED -> second >= 0x80 && second <= 0x9F;
            case 0xF0 -> second >= 0x90 && second <= 0xBF;
            case 0xF4 -> second >= 0x80 && second <= 0x8F;
            default -> second >= 0x80 && second <= 0xBF;
        };
    }
}
