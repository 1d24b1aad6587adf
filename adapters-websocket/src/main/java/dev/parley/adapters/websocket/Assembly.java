package dev.parley.adapters.websocket;

import dev.parley.adapters.websocket.FrameDecoder.Part;
import dev.parley.protocol.rpc.CloseCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Puts the data frames of a message together (RFC 6455 §5.4) and judges it as it grows. One thread: the loop.
///
/// A message that arrives in one piece is handed on where it lies; only others are copied. What a frame declares is
/// never allocated before it has come, and nothing is kept between messages.
final class Assembly {
    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 1024;

    private final int maxMessageBytes;
    private final int maxFragments;
    private final boolean takesBinary;
    private boolean open;
    private boolean binary;
    private int fragments;
    private Utf8 text = new Utf8();
    private byte[] gathered = NOTHING;
    private int size;

    Assembly(int maxMessageBytes, int maxFragments, boolean takesBinary) {
        this.maxMessageBytes = maxMessageBytes;
        this.maxFragments = maxFragments;
        this.takesBinary = takesBinary;
    }

    /// Whether a message has begun and not ended.
    boolean open() {
        return open;
    }

    /// The message that `part` completes.
    Optional<Message> add(Part part) {
        if (part.first()) {
            begin(part);
        }
        check(part.bytes());
        if (!part.fin() || !part.last()) {
            gather(part.bytes());
            return Optional.empty();
        }
        return Optional.of(complete(part.bytes()));
    }

    private void begin(Part part) {
        if (part.opcode() == Opcode.CONTINUATION) {
            if (!open) {
                throw Violation.protocol("nothing to continue");
            }
        } else {
            beginMessage(part.opcode());
        }
        if (++fragments > maxFragments) {
            throw Violation.limit("fragments", CloseCode.POLICY_VIOLATION, "too many fragments");
        }
    }

    private void beginMessage(Opcode opcode) {
        if (open) {
            throw Violation.protocol("message inside a message");
        }
        binary = opcode == Opcode.BINARY;
        if (binary && !takesBinary) {
            throw new Violation(CloseCode.UNSUPPORTED_DATA, "text only");
        }
        open = true;
    }

    private void check(ByteBuffer bytes) {
        if (bytes.remaining() > maxMessageBytes - size) {
            throw Violation.limit("messageBytes", CloseCode.MESSAGE_TOO_BIG, "message too big");
        }
        if (!binary && !text.accept(bytes)) {
            throw new Violation(CloseCode.INVALID_PAYLOAD, "not UTF-8");
        }
    }

    private void gather(ByteBuffer bytes) {
        int newSize = size + bytes.remaining();
        if (newSize > gathered.length) {
            gathered = Arrays.copyOf(gathered, Math.max(FIRST_BYTES, Math.max(newSize, grown())));
        }
        bytes.get(gathered, size, newSize - size);
        size = newSize;
    }

    private int grown() {
        return (int) Math.min(maxMessageBytes, 2L * gathered.length);
    }

    private Message complete(ByteBuffer last) {
        if (!binary && !text.complete()) {
            throw new Violation(CloseCode.INVALID_PAYLOAD, "not UTF-8");
        }
        Message message = new Message(binary, whole(last));
        open = false;
        fragments = 0;
        text = new Utf8();
        gathered = NOTHING;
        size = 0;
        return message;
    }

    private ByteBuffer whole(ByteBuffer last) {
        if (size == 0) {
            return last;
        }
        gather(last);
        return ByteBuffer.wrap(gathered, 0, size);
    }
}
