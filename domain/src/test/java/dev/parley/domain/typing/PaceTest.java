package dev.parley.domain.typing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "50, 9, 0",
        "51, 1, 20",
        "1000, 1, 50",
        "1000, 4, 200",
        "2000, 1, 100",
        "100000, 1, 2000",
    })
    void the_window_grows_with_what_a_frame_costs(int viewers, int contexts, long millis) {
        assertThat(Pace.window(viewers, contexts))
                .isEqualTo(Duration.ofMillis(millis).toNanos());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "20, 20", "21, 20", "24, 20", "25, 25", "99, 50", "100, 100", "999, 500", "5000, 1000"})
    void counts_are_exact_to_twenty_and_rounded_down_above(int users, int shown) {
        assertThat(Standing.rounded(users)).isEqualTo(shown);
    }
}
