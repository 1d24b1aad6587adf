package dev.parley.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Speaks the NATS protocol in binary frames: a stream of lines, with a payload after each `MSG`. A frame
/// usually ends where a message does, but need not.
final class NatsMember extends PeerMember {
    private static final String HELLO = """
            {"verbose":false,"pedantic":false,"echo":true,"lang":"driver","version":"1"}""";
    private static final int END_OF_LINE = 2;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer rest = NOTHING;
    private int lastSubscription;

    NatsMember(Tally tally, Incidents incidents) {
        super(tally, incidents);
    }

    @Override
    public void opened(Connection open) {
        super.opened(open);
        say("CONNECT " + HELLO + "\r\nPING\r\n");
    }

    @Override
    public void join(String topic) {
        asked();
        say("SUB " + topic + " " + ++lastSubscription + "\r\nPING\r\n");
        flush();
    }

    @Override
    public void queue(String topic, String payload) {
        say("PUB " + topic + " " + payload.length() + "\r\n" + payload + "\r\n");
    }

    private void say(String lines) {
        connection().queue(FrameHead.BINARY, lines.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void message(ByteBuffer buffer, int at, int length) {
        boolean begun = rest.hasRemaining();
        ByteBuffer in = begun ? joined(buffer, at, length) : buffer;
        int end = begun ? in.limit() : at + length;
        int from = begun ? 0 : at;
        int next = from;
        while (next >= 0) {
            from = next;
            next = operation(in, from, end);
        }
        rest = from == end ? NOTHING : copy(in, from, end);
    }

    private ByteBuffer joined(ByteBuffer buffer, int at, int length) {
        ByteBuffer both = ByteBuffer.allocate(rest.remaining() + length).put(rest);
        return both.put(copy(buffer, at, at + length)).flip();
    }

    private static ByteBuffer copy(ByteBuffer in, int from, int end) {
        return ByteBuffer.allocate(end - from).put(0, in, from, end - from);
    }

    /// Takes one operation.
    ///
    /// @return where the next begins; negative where this one is not there to its end
    private int operation(ByteBuffer in, int from, int end) {
        int space = from;
        int at = from;
        while (at < end && in.get(at) != '\n') {
            if (in.get(at) == ' ') {
                space = at;
            }
            at++;
        }
        if (at == end) {
            return -1;
        }
        int next = at + 1;
        if (in.get(from) != 'M') {
            line(in, from, at - 1);
            return next;
        }
        next += number(in, space + 1, at - 1) + END_OF_LINE;
        if (next > end) {
            return -1;
        }
        delivered(next - from);
        return next;
    }

    private static int number(ByteBuffer in, int from, int end) {
        int number = 0;
        for (int at = from; at < end; at++) {
            number = 10 * number + in.get(at) - '0';
        }
        return number;
    }

    private void line(ByteBuffer in, int from, int end) {
        byte[] text = new byte[end - from];
        in.get(from, text);
        String line = new String(text, StandardCharsets.UTF_8);
        switch (line.split(" ", 2)[0]) {
            case "PONG" -> answered();
            case "PING" -> say("PONG\r\n");
            case "INFO", "+OK" -> {}
            default -> incident("said " + line);
        }
    }
}
