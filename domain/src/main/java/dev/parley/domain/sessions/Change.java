package dev.parley.domain.sessions;

import dev.parley.domain.access.Role;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.UserId;
import java.util.Optional;

/// One version of a session. Patches, membership and roles share one order.
public sealed interface Change {
    ClientId by();

    /// Wall clock at commit, milliseconds since 1970 UTC.
    long timeMillis();

    /// Version 1: the document, its owner (`by`), and the role of whoever joins without a membership.
    record Created(ClientId by, long timeMillis, Json document, Optional<Role> joinRole) implements Change {}

    /// @param inverse undoes `patch` on the version it made
    record Patched(ClientId by, long timeMillis, JsonPatch patch, JsonPatch inverse, Settlement settlement)
            implements Change {}

    /// A member's role was given, changed or (empty) taken away.
    record RoleChanged(ClientId by, long timeMillis, UserId user, Optional<Role> role) implements Change {}
}
