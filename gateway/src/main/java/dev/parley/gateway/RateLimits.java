package dev.parley.gateway;

import dev.parley.domain.shared.Rate;

/// How often clients may call. A call takes one token from each bucket it belongs to, the narrowest first.
///
/// @param connection of one connection; calls without one have none
/// @param user of one user, over all connections, devices and transports
/// @param tenant of all its users together
public record RateLimits(Rate connection, Rate user, Rate tenant) {
    public static final RateLimits DEFAULTS =
            new RateLimits(new Rate(200, 400), new Rate(1_000, 2_000), new Rate(20_000, 40_000));

    /// For whoever drives a server as hard as it goes.
    public static final RateLimits NONE = new RateLimits(new Rate(0, 1), new Rate(0, 1), new Rate(0, 1));
}
