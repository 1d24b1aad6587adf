package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.rpc.CloseCode;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InboundTest {
    private static final int MAX = 1000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final WebSocketSettings settings = WebSocketSettings.DEFAULTS.withBudgets(4, 2, 3);
    private final Inbound inbound = new Inbound(settings, MAX, false, 0);
    private long now;

    @Test
    void a_text_split_in_the_middle_of_a_character_is_whole() {
        byte[] text = "日本".getBytes(UTF_8);
        assertThat(say(false, 1, slice(text, 0, 2))).isEmpty();
        assertThat(say(false, 0, slice(text, 2, 3))).isEmpty();
        assertThat(textOf(say(true, 0, slice(text, 5, 1)))).isEqualTo("日本");
    }

    @Test
    void a_ping_inside_a_message_leaves_it_whole() {
        say(false, 1, "a".getBytes(UTF_8));
        assertThat(say(true, 9, "?".getBytes(UTF_8))).get().isInstanceOf(Inbound.Event.Pinged.class);
        assertThat(textOf(say(true, 0, "b".getBytes(UTF_8)))).isEqualTo("ab");
    }

    @Test
    void one_message_leaves_nothing_for_the_next() {
        say(false, 1, "first ".getBytes(UTF_8));
        say(true, 0, "one".getBytes(UTF_8));
        assertThat(textOf(say(true, 1, "second".getBytes(UTF_8)))).isEqualTo("second");
    }

    @Test
    void bytes_that_are_no_utf8_end_it_at_the_frame_that_has_them() {
        say(false, 1, new byte[] {'a'});
        assertThat(faultOf(false, 0, new byte[] {(byte) 0xFF})).isEqualTo(CloseCode.INVALID_PAYLOAD);
    }

    @Test
    void half_a_character_is_no_end_of_a_text() {
        assertThat(faultOf(true, 1, new byte[] {(byte) 0xC3})).isEqualTo(CloseCode.INVALID_PAYLOAD);
    }

    @Test
    void binary_is_not_spoken() {
        assertThat(faultOf(true, 2, new byte[] {1})).isEqualTo(CloseCode.UNSUPPORTED_DATA);
    }

    @Test
    void a_message_may_be_as_big_as_the_limit_and_not_a_byte_more() {
        say(false, 1, new byte[MAX - 1]);
        assertThat(say(true, 0, new byte[1])).isPresent();
        say(false, 1, new byte[MAX - 1]);
        assertThat(faultOf(true, 0, new byte[2])).isEqualTo(CloseCode.MESSAGE_TOO_BIG);
    }

    @Test
    void fragments_are_counted_empty_ones_too() {
        say(false, 1, new byte[0]);
        say(false, 0, new byte[0]);
        say(false, 0, new byte[0]);
        say(false, 0, new byte[0]);
        assertThat(faultOf(true, 0, new byte[0])).isEqualTo(CloseCode.POLICY_VIOLATION);
    }

    @Test
    void the_fragments_of_another_message_do_not_count() {
        for (int i = 0; i < 3; i++) {
            say(false, 1, new byte[] {'a'});
            assertThat(textOf(say(true, 0, new byte[] {'b'}))).isEqualTo("ab");
        }
    }

    @Test
    void a_continuation_needs_a_beginning_and_a_beginning_an_end() {
        assertThat(faultOf(true, 0, new byte[0])).isEqualTo(CloseCode.PROTOCOL_ERROR);
        Inbound another = new Inbound(settings, MAX, false, 0);
        next(another, false, 1, new byte[0]);
        assertThat(catchThrowableOfType(Violation.class, () -> next(another, true, 1, new byte[0]))
                        .closeCode())
                .isEqualTo(CloseCode.PROTOCOL_ERROR);
    }

    @Test
    void control_frames_have_a_budget_that_refills() {
        for (int i = 0; i < 3; i++) {
            say(true, 10, new byte[0]);
        }
        now += SECOND / 2;
        assertThat(say(true, 10, new byte[0])).isPresent();
        assertThat(faultOf(true, 9, new byte[0])).isEqualTo(CloseCode.POLICY_VIOLATION);
    }

    @Test
    void a_message_has_a_time_from_its_first_byte_whatever_comes_between() {
        inbound.next(ByteBuffer.wrap(new byte[] {0x01}), now);
        assertThat(inbound.unfinished()).isTrue();
        long due = now + TimeUnit.MILLISECONDS.toNanos(settings.messageWithinMillis());
        now += SECOND;
        inbound.next(ByteBuffer.wrap(new byte[] {(byte) 0x81, 0, 0, 0, 0, 'a'}), now);
        now += SECOND;
        say(true, 9, new byte[0]);
        assertThat(inbound.dueAt()).isEqualTo(due);
        assertThat(inbound.overdue(due - 1)).isFalse();
        assertThat(inbound.overdue(due)).isTrue();
    }

    @Test
    void the_next_message_has_its_own_time() {
        ByteBuffer oneAndAHalf = ByteBuffer.allocate(9)
                .put(RawClient.masked(true, 1, new byte[] {'a'}))
                .put((byte) 0x81)
                .put((byte) 0x81)
                .flip();
        inbound.next(ByteBuffer.wrap(new byte[] {0x01}), now);
        inbound.next(ByteBuffer.wrap(new byte[] {(byte) 0x80, 0, 0, 0, 0}), now);
        now += SECOND;
        say(true, 0, new byte[0]);
        assertThat(inbound.unfinished()).isFalse();
        while (inbound.next(oneAndAHalf, now).isPresent()) {
            now += SECOND;
        }
        assertThat(inbound.dueAt()).isEqualTo(now + TimeUnit.MILLISECONDS.toNanos(settings.messageWithinMillis()));
    }

    @Test
    void a_message_that_is_complete_has_no_due_time() {
        say(true, 1, new byte[] {'a'});
        assertThat(inbound.unfinished()).isFalse();
        assertThat(inbound.overdue(Long.MAX_VALUE / 2)).isFalse();
    }

    private Optional<Inbound.Event> say(boolean fin, int opcode, byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(RawClient.masked(fin, opcode, payload));
        Optional<Inbound.Event> event = inbound.next(in, now);
        assertThat(event.isEmpty() || inbound.next(in, now).isEmpty()).isTrue();
        return event;
    }

    private static Optional<Inbound.Event> next(Inbound inbound, boolean fin, int opcode, byte[] payload) {
        return inbound.next(ByteBuffer.wrap(RawClient.masked(fin, opcode, payload)), 0);
    }

    private CloseCode faultOf(boolean fin, int opcode, byte[] payload) {
        return catchThrowableOfType(Violation.class, () -> say(fin, opcode, payload))
                .closeCode();
    }

    private static String textOf(Optional<Inbound.Event> event) {
        return UTF_8.decode(((Inbound.Event.Said) event.orElseThrow()).message().bytes())
                .toString();
    }

    private static byte[] slice(byte[] bytes, int from, int length) {
        byte[] part = new byte[length];
        System.arraycopy(bytes, from, part, 0, length);
        return part;
    }
}
