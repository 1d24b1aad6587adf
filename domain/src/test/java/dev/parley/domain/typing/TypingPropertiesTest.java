package dev.parley.domain.typing;

import org.junit.jupiter.api.Test;

class TypingPropertiesTest {
    private static final long SEED = Long.getLong("parley.seed", 1);

    @Test
    void users_with_devices_of_the_same_names_are_shown_as_the_oracle_says() {
        TypingProperties.ofPairs(SEED, 20_000);
    }

    @Test
    void crowds_are_named_and_counted_as_the_oracle_says() {
        TypingProperties.ofCrowds(SEED, 150);
    }
}
