package dev.parley.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Ending;
import dev.parley.protocol.rpc.CloseCode;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosingTest {
    private final Closing closing = new Closing(5_000);

    @Test
    void the_close_frame_is_said_once_a_write_ends_with_it() {
        ByteBuffer frame = frame();
        closing.begin(Ending.SHUTTING_DOWN, frame, 0);
        ByteBuffer others = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        assertThat(closing.saidBy(others)).isFalse();
        ByteBuffer together = ByteBuffer.allocate(20)
                .put(others.duplicate())
                .put(frame.duplicate())
                .flip();
        together.position(together.limit());
        assertThat(closing.saidBy(together)).isTrue();
    }

    @Test
    void the_caller_may_use_up_the_frame_it_gave() {
        ByteBuffer frame = frame();
        closing.begin(Ending.SHUTTING_DOWN, frame, 0);
        frame.position(frame.limit());
        assertThat(closing.saidBy(frame)).isTrue();
    }

    @Test
    void a_write_shorter_than_the_frame_is_not_it() {
        closing.begin(Ending.SHUTTING_DOWN, frame(), 0);
        assertThat(closing.saidBy(ByteBuffer.allocate(1))).isFalse();
    }

    @Test
    void nothing_says_goodbye_while_nobody_wants_to_end() {
        assertThat(closing.saidBy(frame())).isFalse();
    }

    @Test
    void the_first_reason_stays() {
        closing.begin(Ending.SUPERSEDED, frame(), 0);
        assertThat(closing.gone(Ending.CLIENT_LOST)).isTrue();
        assertThat(closing.why()).isEqualTo(Ending.SUPERSEDED);
    }

    @Test
    void a_peer_that_vanishes_is_lost_once() {
        assertThat(closing.gone(Ending.CLIENT_LOST)).isTrue();
        assertThat(closing.gone(Ending.INTERNAL)).isFalse();
        assertThat(closing.why()).isEqualTo(Ending.CLIENT_LOST);
    }

    @Test
    void the_linger_time_counts_from_the_reason() {
        closing.begin(Ending.TOO_SLOW, frame(), 7);
        assertThat(closing.dueAt()).isEqualTo(7 + 5_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "PROTOCOL_ERROR, 4000",
        "SUPERSEDED, 4001",
        "BAD_TOKEN, 4002",
        "NOT_CONNECTED, 4003",
        "OVERLOADED, 4100",
        "TOO_SLOW, 4101",
        "SHUTTING_DOWN, 4200",
        "INTERNAL, 1011",
        "CLIENT_LEFT, 1000"
    })
    void each_ending_has_its_code(Ending why, int code) {
        assertThat(Closing.codeOf(why).number()).isEqualTo(code);
    }

    private static ByteBuffer frame() {
        return FrameEncoder.control(Opcode.CLOSE, Close.payload(CloseCode.RESTART.number(), ""));
    }
}
