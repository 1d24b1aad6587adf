package dev.parley.server;

import dev.parley.adapters.http.HttpSettings;
import dev.parley.adapters.identity.TokenIdentities;
import dev.parley.adapters.websocket.Origins;
import dev.parley.adapters.websocket.WebSocketSettings;
import dev.parley.application.access.Authenticator;
import dev.parley.application.lanes.WallClock;
import dev.parley.gateway.AllowedOrigins;
import dev.parley.gateway.TransportSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// For whom a server runs; a command chooses it, no setting does.
public enum Mode {
    /// One developer on this machine: the page, tokens for any name, loopback only.
    DEV {
        @Override
        void check(ServerSettings settings) {
            String host = settings.listener().host();
            if (!isLoopback(host)) {
                throw new StartFailure("dev takes everybody for whoever he says he is, so it listens on 127.0.0.1 only,"
                        + " not on " + host + ". For others there is serve.");
            }
        }

        @Override
        Authenticator authenticator(ServerSettings settings, WallClock clock) {
            return new DevIdentities();
        }

        @Override
        TransportSettings transports(ServerSettings settings) {
            return TransportSettings.none()
                    .with(AllowedOrigins.class, port -> Origins.ofLoopback(port).allowed())
                    .with(WebSocketSettings.class, settings.webSocket())
                    .with(HttpSettings.class, settings.http().withPage());
        }
    },
    /// Everybody who has a token.
    SERVE {
        @Override
        Authenticator authenticator(ServerSettings settings, WallClock clock) {
            return new TokenIdentities(TokenKeys.read(settings.tokenKey()), settings.token(), clock);
        }

        @Override
        TransportSettings transports(ServerSettings settings) {
            return TransportSettings.none()
                    .with(WebSocketSettings.class, settings.webSocket())
                    .with(HttpSettings.class, settings.http());
        }
    };

    /// @throws StartFailure where the settings do not fit
    void check(ServerSettings settings) {}

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /// @throws StartFailure where the settings have no key
    abstract Authenticator authenticator(ServerSettings settings, WallClock clock);

    abstract TransportSettings transports(ServerSettings settings);
}
