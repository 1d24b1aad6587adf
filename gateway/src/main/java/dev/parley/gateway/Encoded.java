package dev.parley.gateway;

import dev.parley.application.delivery.MergeKey;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One message, encoded once, and framed once for each transport that carries it. Thread-safe: loops share it.
final class Encoded {
    private final byte[] message;
    private final Optional<MergeKey> mergeKey;
    private volatile @Nullable Framed framed;

    Encoded(byte[] message, Optional<MergeKey> mergeKey) {
        this.message = message;
        this.mergeKey = mergeKey;
    }

    Optional<MergeKey> mergeKey() {
        return mergeKey;
    }

    int length() {
        return message.length;
    }

    int framedLength(Framing framing) {
        return framing.framedLength(message.length);
    }

    void frameInto(Framing framing, ByteBuffer into) {
        framing.frame(message, into);
    }

    /// Shared bytes with a position of their own. Two loops may both make them; either result serves.
    ByteBuffer framed(Framing framing) {
        Framed last = framed;
        if (last == null || !last.framing().equals(framing)) {
            last = Framed.of(framing, message);
            framed = last;
        }
        return last.bytes().duplicate();
    }

    private record Framed(Framing framing, ByteBuffer bytes) {
        static Framed of(Framing framing, byte[] message) {
            ByteBuffer bytes = ByteBuffer.allocate(framing.framedLength(message.length));
            framing.frame(message, bytes);
            return new Framed(framing, bytes.flip().asReadOnlyBuffer());
        }
    }
}
