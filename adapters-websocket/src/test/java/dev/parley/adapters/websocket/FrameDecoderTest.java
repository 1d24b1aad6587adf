package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.adapters.websocket.FrameDecoder.Part;
import dev.parley.protocol.rpc.CloseCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final int MAX = 256 * 1024;

    @Test
    void the_masked_hello_of_the_rfc_is_read() {
        assertThat(read(hex("81 85 37 fa 21 3d 7f 9f 4d 51 58"))).containsExactly("TEXT fin Hello");
    }

    @Test
    void a_stream_cut_anywhere_reads_the_same() {
        byte[] stream = stream();
        List<String> whole = read(stream);
        for (int cut = 1; cut < stream.length; cut++) {
            assertThat(read(stream, cut)).as("cut every %d bytes", cut).isEqualTo(whole);
        }
    }

    @Test
    void random_frames_in_random_pieces_come_out_as_they_went_in() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] payload = new byte[random.nextInt(70_000)];
            random.nextBytes(payload);
            byte[] frame = RawClient.masked(true, 2, payload);
            assertThat(payloadOf(frame, 1 + random.nextInt(10_000)))
                    .as("seed %d", seed)
                    .isEqualTo(payload);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c1 80 00 00 00 00", // RSV1
                "a1 80 00 00 00 00", // RSV2
                "91 80 00 00 00 00", // RSV3
                "83 80 00 00 00 00", // opcode 3
                "8b 80 00 00 00 00", // opcode 11
                "8f 80 00 00 00 00", // opcode 15
                "81 00", // not masked
                "09 80 00 00 00 00", // a ping in fragments
                "88 fe 00 7e 00 00 00 00", // a long close
                "81 fe 00 7d 00 00 00 00", // 125 in 16 bits
                "81 ff 00 00 00 00 00 00 ff ff 00 00 00 00", // 65535 in 64 bits
                "81 ff 80 00 00 00 00 00 00 00 00 00 00 00", // the highest bit
            })
    void a_broken_frame_is_a_protocol_error(String bytes) {
        assertThat(faultOf(hex(bytes))).isEqualTo(CloseCode.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"81 ff 00 00 00 00 00 04 00 01 00 00 00 00", "82 ff 40 00 00 00 00 00 00 00 00 00 00 00"})
    void a_frame_past_the_limit_is_too_big_before_its_payload_comes(String bytes) {
        assertThat(faultOf(hex(bytes))).isEqualTo(CloseCode.MESSAGE_TOO_BIG);
    }

    @Test
    void a_reserved_bit_is_noticed_before_the_head_is_complete() {
        assertThat(faultOf(hex("c1 fe"))).isEqualTo(CloseCode.PROTOCOL_ERROR);
    }

    @Test
    void half_a_head_is_mid_frame() {
        FrameDecoder decoder = new FrameDecoder(MAX);
        assertThat(decoder.midFrame()).isFalse();
        assertThat(decoder.next(ByteBuffer.wrap(hex("81")))).isEmpty();
        assertThat(decoder.midFrame()).isTrue();
        assertThat(decoder.next(ByteBuffer.wrap(hex("80 00 00 00 00")))).isPresent();
        assertThat(decoder.midFrame()).isFalse();
    }

    private static byte[] stream() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(RawClient.masked(false, 1, "one ".getBytes(UTF_8)));
        all.writeBytes(RawClient.masked(true, 9, "ping".getBytes(UTF_8)));
        all.writeBytes(RawClient.masked(true, 0, new byte[0]));
        all.writeBytes(RawClient.masked(true, 1, "x".repeat(200).getBytes(UTF_8)));
        all.writeBytes(RawClient.masked(true, 10, new byte[0]));
        return all.toByteArray();
    }

    private static List<String> read(byte[] bytes) {
        return read(bytes, bytes.length);
    }

    private static List<String> read(byte[] bytes, int step) {
        List<String> frames = new ArrayList<>();
        StringBuilder payload = new StringBuilder();
        for (Part part : parts(bytes, step, payload)) {
            frames.add(part.opcode() + (part.fin() ? " fin" : ""));
        }
        int from = 0;
        List<String> named = new ArrayList<>();
        for (String text : payload.toString().split("\\|", -1)) {
            if (from < frames.size()) {
                named.add(frames.get(from++) + " " + text);
            }
        }
        return named;
    }

    private static List<Part> parts(byte[] bytes, int step, StringBuilder payload) {
        FrameDecoder decoder = new FrameDecoder(MAX);
        List<Part> lasts = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += step) {
            ByteBuffer in = ByteBuffer.wrap(bytes.clone(), at, Math.min(step, bytes.length - at));
            for (Optional<Part> part = decoder.next(in); part.isPresent(); part = decoder.next(in)) {
                payload.append(UTF_8.decode(part.get().bytes()));
                if (part.get().last()) {
                    payload.append('|');
                    lasts.add(part.get());
                }
            }
        }
        return lasts;
    }

    private static byte[] payloadOf(byte[] frame, int step) {
        FrameDecoder decoder = new FrameDecoder(MAX);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int at = 0; at < frame.length; at += step) {
            ByteBuffer in = ByteBuffer.wrap(frame, at, Math.min(step, frame.length - at));
            for (Optional<Part> part = decoder.next(in); part.isPresent(); part = decoder.next(in)) {
                payload.writeBytes(EchoConversation.bytesOf(part.get().bytes()));
            }
        }
        return payload.toByteArray();
    }

    private static CloseCode faultOf(byte[] bytes) {
        FrameDecoder decoder = new FrameDecoder(MAX);
        return catchThrowableOfType(Violation.class, () -> decoder.next(ByteBuffer.wrap(bytes)))
                .closeCode();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
