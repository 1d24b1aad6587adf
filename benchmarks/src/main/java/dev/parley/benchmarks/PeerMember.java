package dev.parley.benchmarks;

import org.jspecify.annotations.Nullable;

/// What the clients of the servers beside ours have in common: a connection, and answers that are awaited.
abstract class PeerMember implements Member, Receiver {
    private final Tally tally;
    private final Incidents incidents;
    private @Nullable Connection connection;

    /// The first is that the connection is ready.
    private int awaited = 1;

    PeerMember(Tally tally, Incidents incidents) {
        this.tally = tally;
        this.incidents = incidents;
    }

    /// One more answer will come.
    final void asked() {
        awaited++;
    }

    /// One of those came.
    final void answered() {
        awaited--;
    }

    final void delivered(int length) {
        tally.delivered(length);
    }

    final void incident(String what) {
        incidents.add(what);
    }

    final Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("not connected");
        }
        return connection;
    }

    @Override
    public final Receiver receiver() {
        return this;
    }

    @Override
    public void opened(Connection open) {
        connection = open;
    }

    @Override
    public final void flush() {
        connection().flush();
    }

    @Override
    public final boolean isSettled() {
        return awaited == 0;
    }

    @Override
    public final void ended(String why) {
        incident("connection ended: " + why);
    }
}
