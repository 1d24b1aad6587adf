package dev.parley.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionRightsTest {
    private static final Optional<Role> NONE = Optional.empty();

    @Test
    void the_stricter_of_session_and_token_counts() {
        for (Role given : Role.values()) {
            for (Role ceiling : Role.values()) {
                Role counts = SessionRights.of(Optional.of(given), NONE, Optional.of(ceiling))
                        .role()
                        .orElseThrow();
                assertThat(counts.capabilities())
                        .isSubsetOf(given.capabilities())
                        .isSubsetOf(ceiling.capabilities());
                assertThat(counts).isIn(given, ceiling);
            }
        }
    }

    @Test
    void the_join_role_is_for_those_without_a_membership() {
        Optional<Role> all = Optional.of(Role.OWNER);
        assertThat(SessionRights.of(NONE, Optional.of(Role.EDITOR), all).role()).contains(Role.EDITOR);
        assertThat(SessionRights.of(Optional.of(Role.VIEWER), Optional.of(Role.EDITOR), all)
                        .role())
                .contains(Role.VIEWER);
    }

    @Test
    void without_a_role_or_without_a_token_nobody_is_admitted() {
        assertThat(SessionRights.of(NONE, NONE, Optional.of(Role.OWNER)).admitted())
                .isFalse();
        assertThat(SessionRights.of(Optional.of(Role.OWNER), Optional.of(Role.EDITOR), NONE)
                        .admitted())
                .isFalse();
    }

    @Test
    void roles_are_set_below_the_own_and_by_owner_and_admin_only() {
        for (Role own : Role.values()) {
            SessionRights rights = new SessionRights(Optional.of(own));
            boolean rules = own == Role.OWNER || own == Role.ADMIN;
            for (Role present : Role.values()) {
                for (Role wanted : Role.values()) {
                    assertThat(rights.maySetRole(Optional.of(present), Optional.of(wanted)))
                            .as("%s makes a %s a %s", own, present, wanted)
                            .isEqualTo(rules && isBelow(own, present) && isBelow(own, wanted));
                }
            }
        }
    }

    private static boolean isBelow(Role own, Role other) {
        return other != own && own.capabilities().containsAll(other.capabilities());
    }

    @Test
    void a_newcomer_may_be_given_and_a_member_lose_a_role() {
        SessionRights admin = new SessionRights(Optional.of(Role.ADMIN));
        assertThat(admin.maySetRole(NONE, Optional.of(Role.EDITOR))).isTrue();
        assertThat(admin.maySetRole(Optional.of(Role.EDITOR), NONE)).isTrue();
        assertThat(admin.maySetRole(Optional.of(Role.OWNER), NONE)).isFalse();
    }

    @Test
    void nobody_without_a_role_may_do_anything() {
        SessionRights nobody = new SessionRights(NONE);
        assertThat(Arrays.stream(Capability.values()).anyMatch(nobody::may)).isFalse();
        assertThat(nobody.maySetRole(NONE, NONE)).isFalse();
    }
}
