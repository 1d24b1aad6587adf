package dev.parley.benchmarks;

import java.nio.ByteBuffer;

/// Speaks with `benchmarks/peers/floor/floor.c`, which says how.
final class FloorMember extends PeerMember {
    private final int bytes;

    FloorMember(Tally tally, Incidents incidents) {
        this(tally, incidents, 0);
    }

    private FloorMember(Tally tally, Incidents incidents, int bytes) {
        super(tally, incidents);
        this.bytes = bytes;
    }

    /// Has deliveries of so many bytes at least, blanks behind the payload.
    static FloorMember padding(Tally tally, Incidents incidents, int bytes) {
        return new FloorMember(tally, incidents, bytes);
    }

    @Override
    public void opened(Connection open) {
        super.opened(open);
        answered();
    }

    @Override
    public void join(String topic) {
        asked();
        connection().queue("S " + topic);
        flush();
    }

    @Override
    public void queue(String topic, String payload) {
        connection().queue("P " + topic + " " + payload + " ".repeat(Math.max(0, bytes - payload.length())));
    }

    @Override
    public void message(ByteBuffer buffer, int at, int length) {
        if (buffer.get(at) == '+') {
            answered();
        } else {
            delivered(length);
        }
    }
}
