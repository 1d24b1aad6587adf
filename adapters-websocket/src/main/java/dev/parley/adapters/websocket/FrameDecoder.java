package dev.parley.adapters.websocket;

import dev.parley.protocol.rpc.CloseCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Cuts a client's bytes into frames (RFC 6455 §5.2) and takes the mask off, however the bytes are split.
///
/// Payloads are not gathered here: they are handed on as they come, unmasked in place. One thread: the loop.
final class FrameDecoder {
    private static final int MAX_HEAD = 14;
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MASK_BYTES = 4;

    private final int maxFrameBytes;
    private final ByteBuffer head = ByteBuffer.allocate(MAX_HEAD).limit(2);
    private final Mask mask = new Mask();
    private boolean inPayload;
    private Opcode opcode = Opcode.CONTINUATION;
    private int length;
    private int delivered;

    FrameDecoder(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    /// A stretch of one frame's payload, as it arrived. A frame without payload has one empty part.
    ///
    /// @param fin the frame ends its message
    /// @param first nothing of this frame came before
    /// @param last nothing of this frame comes after
    /// @param bytes unmasked, and the caller's only until the next call
    record Part(Opcode opcode, boolean fin, boolean first, boolean last, ByteBuffer bytes) {}

    /// The next part that `in` holds, or empty once more bytes are needed and `in` is used up.
    Optional<Part> next(ByteBuffer in) {
        if (!inPayload && !headFrom(in)) {
            return Optional.empty();
        }
        if (delivered < length && !in.hasRemaining()) {
            return Optional.empty();
        }
        return Optional.of(partFrom(in));
    }

    /// Whether a frame has begun and not ended.
    boolean midFrame() {
        return inPayload || head.position() > 0;
    }

    private boolean headFrom(ByteBuffer in) {
        while (head.hasRemaining()) {
            if (!in.hasRemaining()) {
                return false;
            }
            head.put(in.get());
            if (head.position() == 2) {
                readFirstTwo();
            }
        }
        readRest();
        return true;
    }

    private void readFirstTwo() {
        int first = head.get(0);
        int second = head.get(1);
        if ((first & RESERVED) != 0) {
            throw Violation.protocol("reserved bit");
        }
        opcode = Opcode.of(first & OPCODE).orElseThrow(() -> Violation.protocol("reserved opcode"));
        if ((second & MASKED) == 0) {
            throw Violation.protocol("not masked");
        }
        int shortLength = second & LENGTH;
        if (opcode.control() && ((first & FIN) == 0 || shortLength >= LENGTH_16)) {
            throw Violation.protocol("fragmented or long control frame");
        }
        head.limit(2 + extendedLengthBytes(shortLength) + MASK_BYTES);
    }

    private static int extendedLengthBytes(int shortLength) {
        return switch (shortLength) {
            case LENGTH_16 -> Short.BYTES;
            case LENGTH_64 -> Long.BYTES;
            default -> 0;
        };
    }

    private void readRest() {
        long declared = declaredLength();
        if (declared > maxFrameBytes) {
            throw Violation.limit("messageBytes", CloseCode.MESSAGE_TOO_BIG, "frame too big");
        }
        length = (int) declared;
        delivered = 0;
        mask.key(head.getInt(head.limit() - MASK_BYTES));
        inPayload = true;
    }

    private long declaredLength() {
        int shortLength = head.get(1) & LENGTH;
        long declared = switch (shortLength) {
            case LENGTH_16 -> Short.toUnsignedInt(head.getShort(2));
            case LENGTH_64 -> head.getLong(2);
            default -> shortLength;
        };
        boolean minimal = switch (shortLength) {
            case LENGTH_16 -> declared >= LENGTH_16;
            case LENGTH_64 -> declared > 0xFFFF;
            default -> true;
        };
        if (!minimal) {
            throw Violation.protocol("length not minimal");
        }
        return declared;
    }

    private Part partFrom(ByteBuffer in) {
        int size = Math.min(length - delivered, in.remaining());
        ByteBuffer bytes = in.slice(in.position(), size);
        in.position(in.position() + size);
        mask.remove(bytes, delivered);
        boolean first = delivered == 0;
        delivered += size;
        boolean last = delivered == length;
        Part part = new Part(opcode, (head.get(0) & FIN) != 0, first, last, bytes);
        if (last) {
            inPayload = false;
            head.clear().limit(2);
        }
        return part;
    }
}
