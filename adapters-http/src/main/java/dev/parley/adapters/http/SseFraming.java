package dev.parley.adapters.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.gateway.Framing;
import dev.parley.gateway.Notification;
import java.nio.ByteBuffer;

/// A message as a server-sent event (HTML Living Standard §9.2.5): the params of a notification as its data, the
/// position that it leads to as its id. The same for everybody who listens to one history of one stream.
///
/// @param epoch of the stream, which holds for as long as a subscription
record SseFraming(long epoch) implements Framing {
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] END = "\n\n".getBytes(US_ASCII);

    @Override
    public int framedLength(int length) {
        return DATA.length + length + END.length;
    }

    @Override
    public void frame(byte[] message, ByteBuffer into) {
        data(message, 0, message.length, into);
    }

    @Override
    public int framedLength(Notification notification) {
        int params = notification.message().length - 1 - notification.paramsFrom();
        return head(notification).length + framedLength(params);
    }

    @Override
    public void frame(Notification notification, ByteBuffer into) {
        into.put(head(notification));
        data(notification.message(), notification.paramsFrom(), notification.message().length - 1, into);
    }

    /// Line ends are white space between the tokens of what a publisher sent: inside strings JSON has none. Spaces
    /// serve as well, and keep the data on its line.
    private static void data(byte[] message, int from, int to, ByteBuffer into) {
        into.put(DATA);
        for (int i = from; i < to; i++) {
            byte each = message[i];
            into.put(each == '\n' || each == '\r' ? (byte) ' ' : each);
        }
        into.put(END);
    }

    private byte[] head(Notification notification) {
        String id = notification.offset().isPresent()
                ? "id: " + epoch + ":" + notification.offset().getAsLong() + "\n"
                : "";
        return (name(notification.method()) + id).getBytes(US_ASCII);
    }

    /// Events go by no name, which is how a browser's `onmessage` hears them.
    private static String name(String method) {
        return switch (method) {
            case "event" -> "";
            case "events.position" -> "event: position\n";
            case "events.gap" -> "event: gap\n";
            default -> "event: " + method + "\n";
        };
    }
}
