package dev.parley.application.access;

import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.access.Grants;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.util.OptionalLong;

/// Turns a token into an identity. Refuses with `UNAUTHENTICATED`, one and the same for every fault, or
/// `TOKEN_EXPIRED` for a token that is right in all but its age.
public interface Authenticator {
    void authenticate(String token, Reply<Outcome<Identity>> reply);

    /// Who somebody is, and what he may do.
    ///
    /// @param expiresAtMillis since 1970, the allowed difference of clocks included: when a connection under this
    ///     identity ends unless it was refreshed
    record Identity(TenantId tenant, UserId user, Grants grants, OptionalLong expiresAtMillis) {
        /// One that does not expire.
        public Identity(TenantId tenant, UserId user, Grants grants) {
            this(tenant, user, grants, OptionalLong.empty());
        }
    }
}
