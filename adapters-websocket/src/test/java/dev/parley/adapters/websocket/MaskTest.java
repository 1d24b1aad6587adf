package dev.parley.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void every_offset_and_length_equals_the_rfc_formula() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            int key = random.nextInt();
            int offset = random.nextInt(9);
            ByteBuffer unmasked = ByteBuffer.wrap(bytes.clone());
            Mask mask = new Mask();
            mask.key(key);
            mask.remove(unmasked, offset);
            assertThat(unmasked.array()).as("seed %d", seed).isEqualTo(byFormula(bytes, key, offset));
        }
    }

    /// RFC 6455 §5.3: octet i is XORed with octet i mod 4 of the key.
    private static byte[] byFormula(byte[] bytes, int key, int offset) {
        byte[] octets = ByteBuffer.allocate(4).putInt(key).array();
        byte[] result = bytes.clone();
        for (int i = 0; i < bytes.length; i++) {
            result[i] ^= octets[(i + offset) % 4];
        }
        return result;
    }
}
