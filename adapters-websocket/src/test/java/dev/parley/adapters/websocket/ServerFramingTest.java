package dev.parley.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFramingTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 2",
        "125, 1, 127",
        "126, 1, 130",
        "65535, 1, 65539",
        "65536, 1, 65546",
        "65537, 2, 65549",
        "131072, 2, 131092",
        "200000, 4, 200034"
    })
    void a_message_takes_exactly_the_bytes_and_fragments_announced(int length, int fragments, int framed) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) i;
        }
        assertThat(ServerFraming.TEXT.framedLength(length)).isEqualTo(framed);
        ByteBuffer frame = ByteBuffer.allocate(framed);
        ServerFraming.TEXT.frame(message, frame);
        assertThat(frame.hasRemaining()).isFalse();
        assertThat(unframed(frame.flip(), fragments)).isEqualTo(message);
    }

    /// Reads frames as RFC 6455 §5.2 draws them.
    private static byte[] unframed(ByteBuffer in, int fragments) {
        ByteBuffer message = ByteBuffer.allocate(in.remaining());
        for (int i = 0; i < fragments; i++) {
            int first = in.get();
            assertThat(first & 0x80).isEqualTo(i == fragments - 1 ? 0x80 : 0);
            assertThat(first & 0x7F).isEqualTo(i == 0 ? 1 : 0);
            int size = lengthFrom(in);
            assertThat(size).isLessThanOrEqualTo(64 * 1024);
            message.put(in.slice(in.position(), size));
            in.position(in.position() + size);
        }
        return EchoConversation.bytesOf(message.flip());
    }

    private static int lengthFrom(ByteBuffer in) {
        int length = in.get();
        return switch (length) {
            case 126 -> Short.toUnsignedInt(in.getShort());
            case 127 -> (int) in.getLong();
            default -> length;
        };
    }
}
