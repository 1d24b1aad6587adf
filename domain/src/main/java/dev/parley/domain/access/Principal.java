package dev.parley.domain.access;

import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;

/// Who is calling, from which device, on which connection.
///
/// @param epoch given by the server to each connection, strictly increasing per (user, device): boot counter << 32 |
///     connection counter; 0 for callers without a connection
public record Principal(TenantId tenant, UserId user, DeviceId device, long epoch, Grants grants) {
    public ClientId client() {
        return new ClientId(user, device);
    }
}
