package dev.parley.server;

import dev.parley.adapters.http.HttpSettings;
import dev.parley.adapters.identity.TokenSettings;
import dev.parley.adapters.persistence.StoreKind;
import dev.parley.adapters.persistence.StoreSettings;
import dev.parley.adapters.websocket.WebSocketSettings;
import dev.parley.application.core.ParleySettings;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.gateway.QueueLimits;
import dev.parley.gateway.RateLimits;
import dev.parley.listener.ListenerSettings;
import dev.parley.server.settings.Unnamed;
import java.nio.file.Path;

/// How one server runs. Every component, of the records inside too, is a setting of that name.
///
/// @param database that keeps the data; a directory stays with the kind that made it
/// @param loops selector threads that own sessions, streams and connections
public record ServerSettings(
        Path data,
        StoreKind database,
        int loops,
        @Unnamed ParleySettings core,
        ConnectionLimits connections,
        QueueLimits queues,
        RateLimits rates,
        PatchLimits patches,
        StoreSettings store,
        ListenerSettings listener,
        WebSocketSettings webSocket,
        HttpSettings http,
        TokenSettings token,
        TokenKeySettings tokenKey,
        AdminSettings admin) {
    /// For one developer on this machine: loopback only, whoever joins may edit.
    ///
    /// @param port to bind; 0 takes any free one
    public static ServerSettings dev(int port, Path data) {
        return defaults(
                port,
                data,
                StoreKind.H2,
                AdminSettings.NONE,
                ParleySettings.DEFAULTS.with(SessionSettings.DEFAULT.withJoinRole(Role.EDITOR)));
    }

    /// For everybody who has a token.
    public static ServerSettings serve(int port, Path data) {
        return defaults(port, data, StoreKind.SQLITE, AdminSettings.DEFAULTS, ParleySettings.DEFAULTS);
    }

    private static ServerSettings defaults(
            int port, Path data, StoreKind database, AdminSettings admin, ParleySettings core) {
        return new ServerSettings(
                data,
                database,
                Runtime.getRuntime().availableProcessors(),
                core,
                ConnectionLimits.DEFAULTS,
                QueueLimits.DEFAULTS,
                RateLimits.DEFAULTS,
                PatchLimits.DEFAULT,
                StoreSettings.DEFAULTS,
                ListenerSettings.DEFAULTS.at("127.0.0.1", port),
                WebSocketSettings.DEFAULTS,
                HttpSettings.DEFAULTS,
                TokenSettings.DEFAULTS,
                TokenKeySettings.NONE,
                admin);
    }
}
