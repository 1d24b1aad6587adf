package dev.parley.domain.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.access.Role;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentVersionsTest {
    private static final ClientId ANA = new ClientId(new UserId("ana"), new DeviceId("phone"));
    private static final SessionState FIRST =
            SessionState.of(new Change.Created(ANA, 0, JsonObject.EMPTY, Optional.empty()));

    private final RecentVersions recent = new RecentVersions(new RecentVersions.Window(3, 6, 100), FIRST);
    private SessionState head = FIRST;

    @Test
    void the_last_ones_are_kept_whatever_their_age() {
        add(3, 0);
        add(3, 1_000);
        assertThat(recent.at(4)).isEmpty();
        assertThat(recent.at(5)).isPresent();
        assertThat(recent.at(7).orElseThrow()).isSameAs(head);
    }

    @Test
    void more_are_kept_while_they_are_young_up_to_a_limit() {
        add(6, 0);
        assertThat(recent.at(2)).isPresent();
        add(1, 50);
        assertThat(recent.at(2)).isEmpty();
        assertThat(recent.at(3)).isPresent();
        add(1, 200);
        assertThat(recent.at(7)).isPresent();
        assertThat(recent.at(6)).isEmpty();
    }

    @Test
    void the_state_it_began_with_stays_a_base() {
        add(10, 0);
        assertThat(recent.at(1).orElseThrow()).isSameAs(FIRST);
    }

    @Test
    void a_tail_is_whole_or_absent() {
        assertThat(recent.after(1)).contains(List.of());
        add(3, 0);
        assertThat(recent.after(1).orElseThrow()).extracting(Committed::version).containsExactly(2L, 3L, 4L);
        add(6, 0);
        assertThat(recent.after(3)).isEmpty();
        assertThat(recent.after(4).orElseThrow())
                .extracting(Committed::version)
                .startsWith(5L)
                .hasSize(6);
        assertThat(recent.after(10).orElseThrow()).isEmpty();
    }

    @Test
    void an_unknown_version_is_no_base() {
        add(1, 0);
        assertThat(recent.at(3)).isEmpty();
        assertThat(recent.at(0)).isEmpty();
    }

    private void add(int count, long now) {
        for (int i = 0; i < count; i++) {
            Change change = new Change.RoleChanged(ANA, now, new UserId("ben"), Optional.of(Role.VIEWER));
            Committed next = new Committed(head.version() + 1, change);
            head = head.after(next);
            recent.add(head, next, now);
        }
    }
}
