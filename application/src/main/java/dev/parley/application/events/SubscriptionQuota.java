package dev.parley.application.events;

import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.ConnectionId;

/// How many subscriptions a connection has, over all streams and so over all lanes. Any lane may call it.
interface SubscriptionQuota {
    /// Answers whether there was room for one more; each `true` is given back by one [#release].
    void take(ConnectionId connection, Reply<Boolean> reply);

    void release(ConnectionId connection);
}
