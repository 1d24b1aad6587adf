package dev.parley.benchmarks;

import java.nio.ByteBuffer;

/// Speaks with `benchmarks/peers/ws.js`, which says how.
final class WsMember extends PeerMember {
    /// Where `{"` ends.
    private static final int KIND = 2;

    WsMember(Tally tally, Incidents incidents) {
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
        connection().queue("{\"join\":\"" + topic + "\"}");
        flush();
    }

    @Override
    public void queue(String topic, String payload) {
        connection().queue("{\"topic\":\"" + topic + "\",\"data\":" + payload + "}");
    }

    @Override
    public void message(ByteBuffer buffer, int at, int length) {
        if (buffer.get(at + KIND) == 'j') {
            answered();
        } else {
            delivered(length);
        }
    }
}
