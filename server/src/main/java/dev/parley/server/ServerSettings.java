package dev.parley.server;

import dev.parley.adapters.identity.TokenSettings;
import dev.parley.adapters.persistence.StoreSettings;
import dev.parley.adapters.websocket.WebSocketSettings;
import dev.parley.application.core.ParleySettings;
import dev.parley.domain.access.Role;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.listener.ListenerSettings;
import dev.parley.server.settings.Unnamed;
import java.nio.file.Path;

/// How one server runs. Every component, of the records inside too, is a setting of that name.
///
/// @param loops selector threads that own sessions, streams and connections
public record ServerSettings(
        Path data,
        int loops,
        @Unnamed ParleySettings core,
        ConnectionLimits connections,
        StoreSettings store,
        ListenerSettings listener,
        WebSocketSettings webSocket,
        TokenSettings token,
        TokenKeySettings tokenKey) {
    /// For one developer on this machine: loopback only, whoever joins may edit.
    ///
    /// @param port to bind; 0 takes any free one
    public static ServerSettings dev(int port, Path data) {
        return defaults(port, data, ParleySettings.DEFAULTS.with(SessionSettings.DEFAULT.withJoinRole(Role.EDITOR)));
    }

    /// For everybody who has a token.
    public static ServerSettings serve(int port, Path data) {
        return defaults(port, data, ParleySettings.DEFAULTS);
    }

    private static ServerSettings defaults(int port, Path data, ParleySettings core) {
        return new ServerSettings(
                data,
                Runtime.getRuntime().availableProcessors(),
                core,
                ConnectionLimits.DEFAULTS,
                StoreSettings.DEFAULTS,
                ListenerSettings.DEFAULTS.at("127.0.0.1", port),
                WebSocketSettings.DEFAULTS,
                TokenSettings.DEFAULTS,
                TokenKeySettings.NONE);
    }
}
