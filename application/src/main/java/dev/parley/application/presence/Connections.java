package dev.parley.application.presence;

import dev.parley.application.delivery.Caller;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.ConnectionId;

/// The life of authenticated connections: OPEN, RESUME and CLOSE reach every lane; of one device only the newest
/// connection lives, an older one is ended as superseded. Callable from any thread.
public interface Connections {
    /// @param resume the device's own truth about its typing; empty contexts where it types nowhere
    void opened(Caller.Connected who, TypingCommands.Resume resume);

    /// Exactly once per opened connection.
    ///
    /// @param clean the client left on purpose: leases end at once instead of after the grace
    void closed(Principal who, ConnectionId connection, boolean clean);
}
