package dev.parley.domain.typing;

import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.TenantId;

/// One device of one user among all tenants. Two users may name their devices alike.
public record Device(TenantId tenant, ClientId client) {
    public static Device of(Principal principal) {
        return new Device(principal.tenant(), principal.client());
    }
}
