package dev.parley.benchmarks;

import java.nio.ByteBuffer;

/// Speaks with `benchmarks/peers/floor/floor.c`, which says how.
final class FloorMember extends PeerMember {
    FloorMember(Tally tally, Incidents incidents) {
        super(tally, incidents);
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
        connection().queue("P " + topic + " " + payload);
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
