package dev.parley.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpellingsTest {
    @Test
    void nine_letters_have_512_different_spellings() {
        assertThat(Spellings.of("websocket"))
                .hasSize(512)
                .doesNotHaveDuplicates()
                .contains("websocket", "WebSocket", "WEBSOCKET")
                .allSatisfy(spelling -> assertThat(spelling).isEqualToIgnoringCase("websocket"));
    }

    @Test
    void what_is_no_letter_has_one_spelling() {
        assertThat(Spellings.of("h2c")).containsExactly("h2c", "h2C", "H2c", "H2C");
    }

    @Test
    void a_long_word_would_have_too_many() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spellings.of("a".repeat(13)));
    }
}
