package dev.parley.adapters.websocket;

import java.nio.ByteBuffer;

/// Checks UTF-8 (RFC 3629 §4) over any number of stretches: no overlong forms, no surrogates, nothing past U+10FFFF.
///
/// It refuses at the first byte that cannot belong to a valid text, in the middle of a character too. One thread.
final class Utf8 {
    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final int TAIL_FROM = 0x80;
    private static final int TAIL_TO = 0xBF;

    private int tailsMissing;
    private int nextFrom = TAIL_FROM;
    private int nextTo = TAIL_TO;

    /// Whether the text up to the end of `bytes` can still become valid. Does not move the position.
    boolean accept(ByteBuffer bytes) {
        int at = bytes.position();
        int end = bytes.limit();
        while (at < end) {
            if (tailsMissing == 0 && at + Long.BYTES <= end && (bytes.getLong(at) & NOT_ASCII) == 0) {
                at += Long.BYTES;
            } else if (!accept(Byte.toUnsignedInt(bytes.get(at++)))) {
                return false;
            }
        }
        return true;
    }

    /// Whether the text may end here.
    boolean complete() {
        return tailsMissing == 0;
    }

    private boolean accept(int octet) {
        if (tailsMissing == 0) {
            return acceptLead(octet);
        }
        boolean fits = octet >= nextFrom && octet <= nextTo;
        tailsMissing--;
        nextFrom = TAIL_FROM;
        nextTo = TAIL_TO;
        return fits;
    }

    private boolean acceptLead(int octet) {
        if (octet < 0x80) {
            return true;
        }
        if (octet < 0xC2 || octet > 0xF4) {
            return false;
        }
        tailsMissing = octet < 0xE0 ? 1 : octet < 0xF0 ? 2 : 3;
        switch (octet) {
            case 0xE0 -> nextFrom = 0xA0;
            case 0xED -> nextTo = 0x9F;
            case 0xF0 -> nextFrom = 0x90;
            case 0xF4 -> nextTo = 0x8F;
            default -> {}
        }
        return true;
    }
}
