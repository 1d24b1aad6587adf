package dev.parley.domain.access;

import java.util.Optional;

/// What somebody may do in one session. Roles are asked nowhere else.
///
/// @param role the one that counts; empty for somebody who must not learn that the session exists
public record SessionRights(Optional<Role> role) {
    /// The stricter of what the session gives and what the token allows.
    ///
    /// @param membership the role given to the user in this session
    /// @param joinRole of whoever has no membership
    /// @param ceiling the most that the caller's token allows here
    public static SessionRights of(Optional<Role> membership, Optional<Role> joinRole, Optional<Role> ceiling) {
        Optional<Role> given = membership.or(() -> joinRole);
        return new SessionRights(given.flatMap(role -> ceiling.map(role::stricter)));
    }

    /// Whether the session exists at all for them.
    public boolean admitted() {
        return may(Capability.DOC_READ);
    }

    public boolean may(Capability capability) {
        return role.filter(own -> own.may(capability)).isPresent();
    }

    /// Below the own role only: neither the role that the other has, nor the one that he is to get, may reach it.
    ///
    /// @param present the other's membership
    /// @param wanted empty to take the membership away
    public boolean maySetRole(Optional<Role> present, Optional<Role> wanted) {
        return may(Capability.MEMBER_SET_ROLE) && isBelowOwn(present) && isBelowOwn(wanted);
    }

    private boolean isBelowOwn(Optional<Role> other) {
        return role.filter(own -> other.stream().allMatch(one -> one.compareTo(own) > 0))
                .isPresent();
    }
}
