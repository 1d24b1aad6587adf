package dev.parley.gateway;

import dev.parley.application.lanes.Lane;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.function.Consumer;

/// A lane that also watches channels: one thread, one inbox, one timer heap, one selector.
public interface Loop extends Lane {
    /// Watches `channel` until its key is cancelled. On this loop only.
    ///
    /// @param ready called on this loop each time the channel is ready; an exception cancels the key
    /// @return the key, for changing what is watched
    SelectionKey register(SelectableChannel channel, int operations, Consumer<SelectionKey> ready) throws IOException;

    /// Runs `task` once, on this loop, when the tasks at hand are done or have taken 2 ms: the place to write what they
    /// gathered. On this loop only.
    void atTurnEnd(Runnable task);
}
