package dev.parley.application.typing;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;

/// Who types. Callable from any thread; routes to the session's lane.
public interface Typing {
    /// Stale and over-rate frames are answered as done. `NOT_FOUND` without a join on this connection.
    void start(Caller.Connected by, TypingCommands.Start command, Reply<Outcome<Nothing>> reply);

    void stop(Caller.Connected by, TypingCommands.Stop command, Reply<Outcome<Nothing>> reply);

    /// Ends the device's own lease and tells viewers past any window, then replies on the session's lane: whoever sends
    /// the message on from there is heard after the clearing.
    void clear(Caller by, TypingCommands.Clear command, Reply<Nothing> reply);
}
