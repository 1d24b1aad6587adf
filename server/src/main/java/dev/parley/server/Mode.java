package dev.parley.server;

import dev.parley.adapters.http.HttpSettings;
import dev.parley.adapters.identity.TokenIdentities;
import dev.parley.adapters.websocket.Origins;
import dev.parley.application.access.Authenticator;
import dev.parley.application.lanes.WallClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.IntFunction;

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
        HttpSettings http() {
            return HttpSettings.DEFAULTS.withPage();
        }

        @Override
        IntFunction<Origins> origins(ServerSettings settings) {
            return Origins::ofLoopback;
        }
    },
    /// Everybody who has a token.
    SERVE {
        @Override
        Authenticator authenticator(ServerSettings settings, WallClock clock) {
            return new TokenIdentities(TokenKeys.read(settings.tokenKey()), settings.token(), clock);
        }

        @Override
        HttpSettings http() {
            return HttpSettings.DEFAULTS;
        }

        @Override
        IntFunction<Origins> origins(ServerSettings settings) {
            return port -> settings.webSocket().origins();
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

    abstract HttpSettings http();

    /// The web origins whose pages may connect, by the port that was bound.
    abstract IntFunction<Origins> origins(ServerSettings settings);
}
