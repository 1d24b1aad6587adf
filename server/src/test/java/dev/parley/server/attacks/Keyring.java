package dev.parley.server.attacks;

import dev.parley.adapters.identity.TokenMint;
import dev.parley.adapters.identity.TokenSettings;
import dev.parley.domain.access.Grants;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import dev.parley.server.Mode;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.util.HashMap;
import java.util.Map;

/// The key of a `serve` server, and clients with tokens of any tenant, user and rights.
final class Keyring {
    private static final String SECRET = "a secret of more than thirty-two bytes";
    private static final TokenMint MINT = new TokenMint(SECRET, TokenSettings.DEFAULTS);
    private static final long HOUR_MILLIS = 3_600_000;

    private Keyring() {}

    /// @param changes to settings, by their names
    static RunningServer serve(Map<String, String> changes) {
        Map<String, String> all = new HashMap<>(changes);
        all.put("tokenKey.secret", SECRET);
        return RunningServer.start(Mode.SERVE, all);
    }

    static TestClient client(RunningServer server, String tenant, String user, String device, Grants grants) {
        TestClient client = server.anonymous();
        client.result("connect", "{\"token\":\"%s\",\"device\":\"%s\"}".formatted(token(tenant, user, grants), device));
        return client;
    }

    static String token(String tenant, String user, Grants grants) {
        return token(tenant, user, grants, HOUR_MILLIS);
    }

    /// @param ttlMillis from now; negative for a token that has expired
    static String token(String tenant, String user, Grants grants, long ttlMillis) {
        return MINT.mint(new TenantId(tenant), new UserId(user), grants, System.currentTimeMillis() + ttlMillis);
    }
}
