package dev.parley.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Speaks Engine.IO 4 and Socket.IO 5 with `benchmarks/peers/socketio.js`: the first digit is Engine.IO's kind
/// of packet, the second of a `4` Socket.IO's.
final class SocketIoMember extends PeerMember {
    private int lastAcknowledgement;

    SocketIoMember(Tally tally, Incidents incidents) {
        super(tally, incidents);
    }

    @Override
    public void join(String topic) {
        asked();
        connection().queue("42" + ++lastAcknowledgement + "[\"join\",\"" + topic + "\"]");
        flush();
    }

    @Override
    public void queue(String topic, String payload) {
        connection().queue("42[\"publish\",\"" + topic + "\"," + payload + "]");
    }

    @Override
    public void message(ByteBuffer buffer, int at, int length) {
        switch (buffer.get(at)) {
            case '0' -> connection().queue("40");
            case '2' -> connection().queue("3");
            case '4' -> packet(buffer, at, length);
            default -> unexpected(buffer, at, length);
        }
    }

    private void packet(ByteBuffer buffer, int at, int length) {
        switch (buffer.get(at + 1)) {
            case '0', '3' -> answered();
            case '2' -> delivered(length);
            default -> unexpected(buffer, at, length);
        }
    }

    private void unexpected(ByteBuffer buffer, int at, int length) {
        byte[] text = new byte[length];
        buffer.get(at, text);
        incident("said " + new String(text, StandardCharsets.UTF_8));
    }
}
