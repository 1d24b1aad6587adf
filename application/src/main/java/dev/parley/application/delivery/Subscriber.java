package dev.parley.application.delivery;

import dev.parley.application.lanes.Lane;
import dev.parley.domain.shared.ConnectionId;

/// One connection, as the core sees it. What one lane says to one subscriber (replies, notices, end) arrives in the
/// order in which that lane said it; between lanes there is no order. Any lane may call it.
public interface Subscriber {
    ConnectionId id();

    void tell(Notice notice);

    /// Runs `then` once as a task of `home`, when what waits for this subscriber is below the low mark; at once where
    /// it is already. Never where the connection has ended.
    void whenDrained(Lane home, Runnable then);

    void end(Ending why);
}
