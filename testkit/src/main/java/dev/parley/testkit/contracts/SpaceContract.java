package dev.parley.testkit.contracts;

import static dev.parley.testkit.contracts.EventLogContract.ORDERS;
import static dev.parley.testkit.contracts.EventLogContract.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog;
import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.application.events.EventLog.Opened;
import dev.parley.domain.events.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A store that uses the space of forgotten events again while it runs. One that only does so at its next start
/// does not pass, and its documents say so.
public abstract class SpaceContract {
    private static final int GROUP = 500;
    private static final int LIVE_GROUPS = 16;
    private static final int EVENT_BYTES = 1_000;

    protected abstract EventLog log();

    /// What the whole store takes on the disk now.
    protected abstract long bytesOnDisk();

    @Test
    public void retention_of_ten_times_what_lives_leaves_at_most_three_times_on_disk() {
        for (long group = 0; group < 10 * LIVE_GROUPS; group++) {
            append(group);
            trim(Math.max(0, group + 1 - LIVE_GROUPS) * GROUP + 1);
        }

        assertThat(bytesOnDisk()).isBetween(size(LIVE_GROUPS), 3 * size(LIVE_GROUPS));
    }

    private static long size(int groups) {
        return (long) groups * GROUP * EVENT_BYTES;
    }

    private void append(long group) {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < GROUP; i++) {
            String data = "\"" + "x".repeat(EVENT_BYTES - 2) + "\"";
            events.add(EventLogContract.event("g" + group + "e" + i, "orders.eu", 0, data));
        }
        Append append = new Append(ORDERS, 1, OptionalLong.of(group * GROUP), events);
        assertThat(Asking.<Appended>ask(reply -> log().append(append, reply)))
                .isEqualTo(new Appended.Durable(group * GROUP + 1, (group + 1) * GROUP));
    }

    private void trim(long below) {
        Opened.Head head = opened(Asking.ask(reply -> log().trim(ORDERS, below, OptionalLong.empty(), reply)));
        assertThat(head.earliest()).isEqualTo(below);
    }
}
