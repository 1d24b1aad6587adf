package dev.parley.domain.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotPolicyTest {
    private final SnapshotPolicy policy = new SnapshotPolicy(new SnapshotPolicy.Limits(10, 1_000, 50), 0);

    @Test
    void many_changes_are_enough() {
        append(9, 1);
        assertThat(policy.isDue(0)).isFalse();
        append(1, 1);
        assertThat(policy.isDue(0)).isTrue();
    }

    @Test
    void many_bytes_are_enough_unless_the_last_snapshot_was_larger() {
        append(1, 1_000);
        assertThat(policy.isDue(0)).isTrue();

        policy.started(0);
        policy.saved(5_000);
        append(1, 1_000);
        assertThat(policy.isDue(60)).isFalse();
        append(1, 4_000);
        assertThat(policy.isDue(60)).isTrue();
    }

    @Test
    void one_at_a_time_and_not_in_quick_succession() {
        append(10, 1);
        policy.started(0);
        append(10, 1);
        assertThat(policy.isDue(1_000)).isFalse();
        policy.saved(10);
        assertThat(policy.isDue(49)).isFalse();
        assertThat(policy.isDue(50)).isTrue();
    }

    @Test
    void one_that_failed_leaves_its_changes_to_the_next() {
        append(10, 1);
        SnapshotPolicy.Started covered = policy.started(0);
        append(1, 1);
        policy.failed(covered);
        assertThat(policy.isDue(10)).isFalse();
        assertThat(policy.isDue(50)).isTrue();
    }

    @Test
    void a_session_that_did_not_change_needs_none_when_it_is_put_away() {
        assertThat(policy.isDueAtUnload()).isFalse();
        append(1, 1);
        assertThat(policy.isDueAtUnload()).isTrue();
        policy.started(0);
        policy.saved(10);
        assertThat(policy.isDueAtUnload()).isFalse();
    }

    private void append(int changes, long bytes) {
        for (int i = 0; i < changes; i++) {
            policy.appended(bytes);
        }
    }
}
