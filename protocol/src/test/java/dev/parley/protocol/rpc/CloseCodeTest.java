package dev.parley.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.rpc.CloseCode.Then;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CloseCodeTest {
    @Test
    void the_hundreds_of_our_own_codes_tell_what_to_do() {
        assertThat(CloseCode.values())
                .filteredOn(code -> code.number() >= 4000)
                .allSatisfy(code -> assertThat(code.then()).isEqualTo(promised(code.number())));
    }

    private static Then promised(int number) {
        return switch (number / 100) {
            case 40 -> Then.STOP;
            case 41 -> Then.BACK_OFF;
            default -> Then.SOON;
        };
    }

    @Test
    void every_number_is_one_that_a_server_may_send() {
        assertThat(Arrays.stream(CloseCode.values()).map(CloseCode::number))
                .doesNotHaveDuplicates()
                .allMatch(number -> (number >= 1000 && number <= 1011) || (number >= 4000 && number <= 4299))
                .doesNotContain(1004, 1005, 1006, 1010, 1015);
    }

    @Test
    void a_code_is_found_by_its_number() {
        assertThat(CloseCode.of(4001)).contains(CloseCode.SUPERSEDED);
        assertThat(CloseCode.of(4999)).isEmpty();
    }
}
