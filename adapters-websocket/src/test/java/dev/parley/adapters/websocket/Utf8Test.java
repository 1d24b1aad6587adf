package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @Test
    void all_texts_of_two_bytes_are_judged_as_the_platform_does() {
        for (int text = 0; text <= 0xFFFF; text++) {
            judgedAsThePlatformDoes(new byte[] {(byte) (text >> 8), (byte) text}, 1);
        }
    }

    @Test
    void all_beginnings_of_long_characters_are_judged_as_the_platform_does() {
        for (int lead = 0xE0; lead <= 0xFF; lead++) {
            for (int second = 0; second <= 0xFF; second++) {
                judgedAsThePlatformDoes(new byte[] {(byte) lead, (byte) second, (byte) 0x80}, 2);
                judgedAsThePlatformDoes(new byte[] {(byte) lead, (byte) second, (byte) 0xBF, (byte) 0xBF}, 3);
            }
        }
    }

    @Test
    void random_texts_in_two_stretches_are_judged_as_the_platform_does() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = randomText(random);
            judgedAsThePlatformDoes(bytes, random.nextInt(bytes.length + 1));
        }
    }

    @Test
    void a_character_split_over_stretches_is_whole() {
        byte[] bytes = "naïve 日本 🎉".getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            judgedAsThePlatformDoes(bytes, cut);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC0, 0xC1, 0xF5, 0xFF, 0x80, 0xBF})
    void an_impossible_first_byte_is_refused_at_once(int octet) {
        assertThat(new Utf8().accept(ByteBuffer.wrap(new byte[] {(byte) octet})))
                .isFalse();
    }

    @Test
    void an_impossible_second_byte_is_refused_before_the_third() {
        assertThat(new Utf8().accept(ByteBuffer.wrap(new byte[] {(byte) 0xED, (byte) 0xA0})))
                .isFalse();
        assertThat(new Utf8().accept(ByteBuffer.wrap(new byte[] {(byte) 0xF4, (byte) 0x90})))
                .isFalse();
    }

    private static byte[] randomText(Random random) {
        byte[] bytes = "abcdefghijklmnop ï 日 🎉 end".getBytes(UTF_8);
        for (int flips = random.nextInt(3); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }

    private static void judgedAsThePlatformDoes(byte[] bytes, int cut) {
        Utf8 ours = new Utf8();
        boolean valid = ours.accept(ByteBuffer.wrap(bytes, 0, cut))
                && ours.accept(ByteBuffer.wrap(bytes, cut, bytes.length - cut))
                && ours.complete();
        assertThat(valid).as(() -> Arrays.toString(bytes)).isEqualTo(platformAccepts(bytes));
    }

    private static boolean platformAccepts(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }
}
