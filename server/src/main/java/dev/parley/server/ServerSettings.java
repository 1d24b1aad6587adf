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
import dev.parley.server.log.LogSettings;
import dev.parley.server.settings.Unnamed;
import java.nio.file.Path;
import java.util.Set;

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
        AdminSettings admin,
        HealthSettings health,
        LogSettings log,
        ShutdownSettings shutdown) {
    /// Sockets are counted per address, and a proxy on this machine is believed whom it speaks for.
    private static final ListenerSettings FOR_THE_WORLD = ListenerSettings.DEFAULTS
            .withMaxConnectionsPerAddress(256)
            .withTrustedProxies(Set.of("127.0.0.0/8", "::1"));

    /// What the commands differ in.
    private record Purpose(
            StoreKind database, AdminSettings admin, ListenerSettings listener, ParleySettings core, LogSettings log) {}

    /// For one developer on this machine: loopback only, whoever joins may edit.
    ///
    /// @param port to bind; 0 takes any free one
    public static ServerSettings dev(int port, Path data) {
        Purpose purpose = new Purpose(
                StoreKind.H2,
                AdminSettings.NONE,
                ListenerSettings.DEFAULTS,
                ParleySettings.DEFAULTS.with(SessionSettings.DEFAULT.withJoinRole(Role.EDITOR)),
                LogSettings.TEXT);
        return defaults(port, data, purpose);
    }

    /// For everybody who has a token.
    public static ServerSettings serve(int port, Path data) {
        Purpose purpose = new Purpose(
                StoreKind.SQLITE, AdminSettings.DEFAULTS, FOR_THE_WORLD, ParleySettings.DEFAULTS, LogSettings.JSON);
        return defaults(port, data, purpose);
    }

    private static ServerSettings defaults(int port, Path data, Purpose purpose) {
        return new ServerSettings(
                data,
                purpose.database(),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                purpose.core(),
                ConnectionLimits.DEFAULTS,
                QueueLimits.DEFAULTS,
                RateLimits.DEFAULTS,
                PatchLimits.DEFAULT,
                StoreSettings.DEFAULTS,
                purpose.listener().at("127.0.0.1", port),
                WebSocketSettings.DEFAULTS,
                HttpSettings.DEFAULTS,
                TokenSettings.DEFAULTS,
                TokenKeySettings.NONE,
                purpose.admin(),
                HealthSettings.DEFAULTS,
                purpose.log(),
                ShutdownSettings.DEFAULTS);
    }
}
