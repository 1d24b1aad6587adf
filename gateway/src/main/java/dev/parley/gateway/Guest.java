package dev.parley.gateway;

import dev.parley.application.access.Authenticator.Identity;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.DeviceId;
import java.util.OptionalLong;

/// Who calls without a connection of his own, and until when his token holds.
///
/// @param expiresAtMillis since 1970, the allowed difference of clocks included
public record Guest(Principal principal, OptionalLong expiresAtMillis) {
    /// Nobody's connection: never late, never superseded.
    private static final long NO_CONNECTION = 0;

    public static Guest of(Identity identity, DeviceId device) {
        return new Guest(
                new Principal(identity.tenant(), identity.user(), device, NO_CONNECTION, identity.grants()),
                identity.expiresAtMillis());
    }
}
