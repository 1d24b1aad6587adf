package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Audience;
import dev.parley.application.delivery.AudienceKey;
import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.Lagging;
import dev.parley.application.delivery.MergeKey;
import dev.parley.application.delivery.Notice;
import dev.parley.domain.access.TopicView;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.StreamKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.testkit.VirtualLoop;
import dev.parley.testkit.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(1_000, 10, 10, 10, 1_000, 200, 100, 10_000, 60_000);

    private final VirtualTime time = new VirtualTime();
    private final VirtualLoop loop = new VirtualLoop(time, "loop");
    private final Fanout fanout = new Fanout(List.of(loop), new Loops(List.of(loop)));
    private final NarrowOutlet outlet = new NarrowOutlet(0);
    private final Outbox outbox = new Outbox(fanout.desk(loop), outlet, LIMITS);
    private final Mailbox mailbox = new Mailbox(new ConnectionId("c"), loop, outbox, outlet);

    @Test
    void of_waiting_messages_with_one_key_only_the_newest_is_sent() {
        MergeKey key = new MergeKey(new SessionId("s"), "");
        add("first", Optional.empty());
        time.settle();
        add("old", Optional.of(key));
        add("between", Optional.empty());
        add("new", Optional.of(key));
        open();
        assertThat(outlet.messages()).containsExactly("first", "between", "new");
    }

    @Test
    void a_message_that_is_written_in_part_is_never_merged_away() {
        MergeKey key = new MergeKey(new SessionId("s"), "");
        outlet.room = 2;
        add("partly", Optional.of(key));
        time.settle();
        add("newer", Optional.of(key));
        open();
        assertThat(outlet.messages()).containsExactly("partly", "newer");
    }

    @Test
    void a_connection_is_cut_past_its_byte_limit() {
        for (int i = 0; i < 6; i++) {
            add("x".repeat(40), Optional.empty());
            time.settle();
        }
        assertThat(outlet.ending).contains(Ending.TOO_SLOW);
    }

    @Test
    void a_connection_that_is_cut_still_says_goodbye_behind_the_message_it_is_in() {
        outlet.room = 10;
        for (int i = 0; i < 6; i++) {
            add(i + "x".repeat(40), Optional.empty());
            time.settle();
        }
        loop.execute(() -> outbox.addFrame(java.nio.ByteBuffer.wrap("goodbye\n".getBytes(StandardCharsets.UTF_8))));
        add("too late", Optional.empty());
        open();
        assertThat(outlet.messages()).containsExactly("0" + "x".repeat(40), "goodbye");
    }

    @Test
    void a_large_answer_does_not_count_against_the_limit() {
        add("x".repeat(70_000), Optional.empty());
        time.settle();
        assertThat(outlet.ending).isEmpty();
        open();
        assertThat(outlet.messages()).hasSize(1);
    }

    @Test
    void a_socket_that_takes_nothing_for_too_long_is_cut() {
        add("one", Optional.empty());
        time.settle();
        time.advance(9_999_000_000L);
        assertThat(outlet.ending).isEmpty();
        time.advance(1_000_000_000L);
        assertThat(outlet.ending).contains(Ending.TOO_SLOW);
    }

    @Test
    void a_slow_subscriber_of_a_stream_leaves_and_is_told_where_it_stood() {
        List<Long> lagged = new ArrayList<>();
        Audience audience = open((who, position) -> lagged.add(position));
        audience.add(mailbox);
        for (long position = 1; position <= 10; position++) {
            audience.tell(position, new Notice.EventsPosition("s", position));
            time.settle();
        }
        assertThat(lagged).containsExactly(2L);
        assertThat(audience.size()).isZero();
        assertThat(outlet.ending).isEmpty();
    }

    @Test
    void a_waiting_task_runs_once_the_queue_is_short_again() {
        List<String> ran = new ArrayList<>();
        add("x".repeat(150), Optional.empty());
        time.settle();
        mailbox.whenDrained(loop, () -> ran.add("then"));
        time.settle();
        assertThat(ran).isEmpty();
        open();
        assertThat(ran).containsExactly("then");
    }

    private Audience open(Lagging lagging) {
        TopicPattern all = new TopicPattern("orders.**");
        StreamKey stream = new StreamKey(TenantId.DEFAULT, "orders");
        return fanout.open(new AudienceKey.OfStream(stream, new TopicView(all, List.of(all))), lagging);
    }

    private void add(String text, Optional<MergeKey> key) {
        loop.execute(() -> outbox.add(new Encoded(text.getBytes(StandardCharsets.UTF_8), key)));
    }

    private void open() {
        loop.execute(() -> outlet.take(1_000_000, outbox));
        time.settle();
    }
}
