package dev.parley.gateway;

import dev.parley.application.delivery.MergeKey;
import dev.parley.application.delivery.Notice;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One message, encoded once, and framed once for each transport that carries it. Thread-safe: loops share it.
final class Encoded {
    private final byte[] message;
    private final Optional<Notification> notification;
    private final Optional<MergeKey> mergeKey;
    private volatile List<Framed> framed = List.of();

    Encoded(byte[] message, Optional<MergeKey> mergeKey) {
        this(message, Optional.empty(), mergeKey);
    }

    private Encoded(byte[] message, Optional<Notification> notification, Optional<MergeKey> mergeKey) {
        this.message = message;
        this.notification = notification;
        this.mergeKey = mergeKey;
    }

    static Encoded of(Notice notice) {
        return of(NoticeText.of(notice), notice.mergeKey());
    }

    static Encoded of(Notification notification, Optional<MergeKey> mergeKey) {
        return new Encoded(notification.message(), Optional.of(notification), mergeKey);
    }

    Optional<MergeKey> mergeKey() {
        return mergeKey;
    }

    int length() {
        return message.length;
    }

    int framedLength(Framing framing) {
        return notification.isPresent()
                ? framing.framedLength(notification.get())
                : framing.framedLength(message.length);
    }

    void frameInto(Framing framing, ByteBuffer into) {
        if (notification.isPresent()) {
            framing.frame(notification.get(), into);
        } else {
            framing.frame(message, into);
        }
    }

    /// Shared bytes with a position of their own. Two loops may both make them; either result serves.
    ByteBuffer framed(Framing framing) {
        for (Framed known : framed) {
            if (known.framing().equals(framing)) {
                return known.bytes().duplicate();
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(framedLength(framing));
        frameInto(framing, bytes);
        Framed made = new Framed(framing, bytes.flip().asReadOnlyBuffer());
        framed = Stream.concat(framed.stream(), Stream.of(made)).toList();
        return made.bytes().duplicate();
    }

    private record Framed(Framing framing, ByteBuffer bytes) {}
}
