package dev.parley.gateway;

import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Subscriber;
import dev.parley.application.lanes.Lane;
import dev.parley.domain.shared.ConnectionId;
import java.util.Optional;

/// One connection, as lanes see it: what they say is encoded where they are and posted to the connection's loop, in
/// their order. Thread-safe, but for [#outbox].
final class Mailbox implements Subscriber {
    private final ConnectionId id;
    private final Loop loop;
    private final Outbox outbox;
    private final Outlet outlet;

    Mailbox(ConnectionId id, Loop loop, Outbox outbox, Outlet outlet) {
        this.id = id;
        this.loop = loop;
        this.outbox = outbox;
        this.outlet = outlet;
    }

    @Override
    public ConnectionId id() {
        return id;
    }

    @Override
    public void tell(Notice notice) {
        post(Encoded.of(notice));
    }

    /// Sends an answer.
    void answer(byte[] message) {
        post(new Encoded(message, Optional.empty()));
    }

    @Override
    public void whenDrained(Lane home, Runnable then) {
        loop.execute(() -> outbox.whenDrained(() -> home.execute(then)));
    }

    @Override
    public void end(Ending why) {
        loop.execute(() -> {
            outbox.flush();
            outlet.end(why);
        });
    }

    Loop loop() {
        return loop;
    }

    /// On the loop only.
    Outbox outbox() {
        return outbox;
    }

    private void post(Encoded message) {
        loop.execute(() -> outbox.add(message));
    }
}
