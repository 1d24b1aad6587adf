package dev.parley.benchmarks;

/// One publisher that keeps a number of publishes in flight: whatever is settled is followed by the next,
/// which goes out with the next [#flush], so that answers which came together are followed together.
final class Publisher {
    private final Client client;
    private final String topic;
    private final Settled settled;
    private long published;
    private boolean dirty;
    private boolean stopped;

    /// What became of a publish.
    interface Settled {
        void settled(long sentNanos, boolean acknowledged);
    }

    Publisher(Client client, String topic, Settled settled) {
        this.client = client;
        this.topic = topic;
        this.settled = settled;
    }

    void begin(int inFlight) {
        for (int i = 0; i < inFlight; i++) {
            next();
        }
    }

    void stop() {
        stopped = true;
    }

    boolean isIdle() {
        return client.unanswered() == 0;
    }

    void flush() {
        if (dirty) {
            dirty = false;
            client.flush();
        }
    }

    private void next() {
        if (stopped) {
            return;
        }
        dirty = true;
        long sent = System.nanoTime();
        client.queue(
                "events.publish",
                Publication.of(topic, ++published, ""),
                result -> settle(sent, true),
                () -> settle(sent, false));
    }

    private void settle(long sent, boolean acknowledged) {
        settled.settled(sent, acknowledged);
        next();
    }
}
