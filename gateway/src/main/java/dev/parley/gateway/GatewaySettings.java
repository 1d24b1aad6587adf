package dev.parley.gateway;

import dev.parley.domain.json.PatchLimits;

/// What clients may cost.
public record GatewaySettings(ConnectionLimits connections, RateLimits rates, PatchLimits patches) {
    public static final GatewaySettings DEFAULTS =
            new GatewaySettings(ConnectionLimits.DEFAULTS, RateLimits.DEFAULTS, PatchLimits.DEFAULT);

    public GatewaySettings with(ConnectionLimits other) {
        return new GatewaySettings(other, rates, patches);
    }
}
