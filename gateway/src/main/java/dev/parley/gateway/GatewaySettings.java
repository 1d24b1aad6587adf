package dev.parley.gateway;

/// What clients may cost.
public record GatewaySettings(ConnectionLimits connections, RateLimits rates) {
    public static final GatewaySettings DEFAULTS = new GatewaySettings(ConnectionLimits.DEFAULTS, RateLimits.DEFAULTS);
}
