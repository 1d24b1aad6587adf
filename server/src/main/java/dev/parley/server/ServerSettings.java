package dev.parley.server;

import dev.parley.adapters.persistence.StoreSettings;
import dev.parley.adapters.websocket.WebSocketSettings;
import dev.parley.application.core.ParleySettings;
import dev.parley.domain.access.Role;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.listener.ListenerSettings;
import java.nio.file.Path;

/// How one server runs.
///
/// @param loops selector threads that own sessions, streams and connections
public record ServerSettings(
        Path data,
        int loops,
        ParleySettings core,
        ConnectionLimits connections,
        StoreSettings store,
        ListenerSettings listener,
        WebSocketSettings webSocket) {
    /// For one developer on this machine: loopback only, whoever joins may edit.
    ///
    /// @param port to bind; 0 takes any free one
    public static ServerSettings dev(int port, Path data) {
        return new ServerSettings(
                data,
                Runtime.getRuntime().availableProcessors(),
                ParleySettings.DEFAULTS.with(SessionSettings.DEFAULT.withJoinRole(Role.EDITOR)),
                ConnectionLimits.DEFAULTS,
                StoreSettings.DEFAULTS,
                ListenerSettings.DEFAULTS.at("127.0.0.1", port),
                WebSocketSettings.DEFAULTS);
    }
}
