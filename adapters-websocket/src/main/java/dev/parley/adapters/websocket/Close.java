package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.application.delivery.Ending;
import dev.parley.protocol.rpc.CloseCode;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/// What a close frame says (RFC 6455 §5.5.1). A peer's words are checked and then ignored.
///
/// @param code why, where it was said
record Close(OptionalInt code) {
    private static final int CODE_BYTES = 2;
    private static final int LAST_REGISTERED = 1014;
    private static final int FIRST_FREE = 3000;
    private static final int LAST_FREE = 4999;

    static Close read(ByteBuffer payload) {
        if (!payload.hasRemaining()) {
            return new Close(OptionalInt.empty());
        }
        if (payload.remaining() < CODE_BYTES) {
            throw Violation.protocol("half a close code");
        }
        int code = Short.toUnsignedInt(payload.getShort());
        if (!mayTravel(code)) {
            throw Violation.protocol("invalid close code");
        }
        Utf8 reason = new Utf8();
        if (!reason.accept(payload) || !reason.complete()) {
            throw new Violation(CloseCode.INVALID_PAYLOAD, "close reason not UTF-8");
        }
        return new Close(OptionalInt.of(code));
    }

    /// Only 1000 and 1001 say that the user meant to leave.
    Ending ending() {
        return code.isPresent() && (said(CloseCode.NORMAL) || said(CloseCode.GOING_AWAY))
                ? Ending.CLIENT_LEFT
                : Ending.CLIENT_LOST;
    }

    private boolean said(CloseCode expected) {
        return code.getAsInt() == expected.number();
    }

    /// Whether a number may stand in a close frame (RFC 6455 §7.4.2 and its registry): 1004 to 1006 and 1015 never
    /// travel, others below 3000 are not given out.
    private static boolean mayTravel(int number) {
        return (number >= 1000 && number <= 1003)
                || (number >= 1007 && number <= LAST_REGISTERED)
                || (number >= FIRST_FREE && number <= LAST_FREE);
    }

    /// The payload of the answer to it: the same code.
    ByteBuffer echo() {
        return code.isPresent() ? payload(code.getAsInt(), "") : ByteBuffer.allocate(0);
    }

    /// @param reason of ours: ASCII, at most 123 bytes
    static ByteBuffer payload(int code, String reason) {
        byte[] words = reason.getBytes(US_ASCII);
        return ByteBuffer.allocate(CODE_BYTES + words.length)
                .putShort((short) code)
                .put(words)
                .flip();
    }
}
