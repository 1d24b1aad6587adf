package dev.parley.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.application.delivery.Ending;
import dev.parley.protocol.rpc.CloseCode;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloseTest {
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void a_code_that_may_travel_is_answered_with_the_same(int code) {
        Close close = Close.read(Close.payload(code, "bye"));
        assertThat(close.code()).hasValue(code);
        assertThat(Short.toUnsignedInt(close.echo().getShort())).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
    void a_code_that_may_not_travel_is_a_protocol_error(int code) {
        assertThat(faultOf(Close.payload(code, ""))).isEqualTo(CloseCode.PROTOCOL_ERROR);
    }

    @Test
    void one_byte_is_half_a_code() {
        assertThat(faultOf(ByteBuffer.wrap(new byte[] {3}))).isEqualTo(CloseCode.PROTOCOL_ERROR);
    }

    @Test
    void a_reason_is_utf8() {
        byte[] payload = {0x03, (byte) 0xE8, (byte) 0xC0};
        assertThat(faultOf(ByteBuffer.wrap(payload))).isEqualTo(CloseCode.INVALID_PAYLOAD);
    }

    @Test
    void an_empty_close_is_answered_with_an_empty_close() {
        assertThat(Close.read(ByteBuffer.allocate(0)).echo().hasRemaining()).isFalse();
    }

    @Test
    void only_1000_and_1001_mean_that_the_user_left() {
        assertThat(endingOf(1000)).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(endingOf(1001)).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(endingOf(1002)).isEqualTo(Ending.CLIENT_LOST);
        assertThat(endingOf(4000)).isEqualTo(Ending.CLIENT_LOST);
        assertThat(Close.read(ByteBuffer.allocate(0)).ending()).isEqualTo(Ending.CLIENT_LOST);
    }

    private static Ending endingOf(int code) {
        return Close.read(Close.payload(code, "")).ending();
    }

    private static CloseCode faultOf(ByteBuffer payload) {
        return catchThrowableOfType(Violation.class, () -> Close.read(payload)).closeCode();
    }
}
