package dev.parley.listener;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.http1.spi.Http1Upgrader;

/// What a [WebTransport] can mount on: routes, upgrades and the sockets below them. Used while the listener starts.
public final class Web {
    private final HttpRouting.Builder routing = HttpRouting.builder();
    private final Http1ConnectionSelectorConfig.Builder upgrades;
    private final CapturedChannels channels;

    Web(Http1ConnectionSelectorConfig.Builder upgrades, CapturedChannels channels) {
        this.upgrades = upgrades;
        this.channels = channels;
    }

    public HttpRouting.Builder routing() {
        return routing;
    }

    /// Gives requests with `Upgrade: protocol` to `upgrader`, however the name is spelled (RFC 9110 §7.8 compares it
    /// without regard to case, Helidon looks it up exactly).
    public void upgrade(String protocol, Http1Upgrader upgrader) {
        for (String spelling : Spellings.of(protocol)) {
            upgrades.putUpgrader(spelling, upgrader);
        }
    }

    public CapturedChannels channels() {
        return channels;
    }
}
