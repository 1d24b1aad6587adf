package dev.parley.adapters.websocket;

import dev.parley.adapters.websocket.FrameDecoder.Part;
import dev.parley.protocol.rpc.CloseCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Gathers the few bytes of a control frame (RFC 6455 §5.5) and limits how many there may be, since each costs an
/// answer. One thread: the loop.
final class ControlFrames {
    private static final int MAX_PAYLOAD = 125;

    private final TokenBucket budget;
    private ByteBuffer payload = ByteBuffer.allocate(0);

    ControlFrames(TokenBucket budget) {
        this.budget = budget;
    }

    /// The payload that `part` completes.
    Optional<ByteBuffer> add(Part part, long now) {
        if (part.first() && !budget.take(now)) {
            throw Violation.limit("controlFrames", CloseCode.POLICY_VIOLATION, "too many control frames");
        }
        if (part.first() && part.last()) {
            return Optional.of(part.bytes());
        }
        if (part.first()) {
            payload = ByteBuffer.allocate(MAX_PAYLOAD);
        }
        payload.put(part.bytes());
        return part.last() ? Optional.of(payload.flip()) : Optional.empty();
    }
}
