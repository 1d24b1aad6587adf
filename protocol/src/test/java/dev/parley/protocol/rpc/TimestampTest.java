package dev.parley.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampTest {
    @ParameterizedTest
    @CsvSource({
        "0,1970-01-01T00:00:00.000Z",
        "-1,1969-12-31T23:59:59.999Z",
        "951782400120,2000-02-29T00:00:00.120Z",
        "1795573446001,2026-11-25T02:24:06.001Z"
    })
    void milliseconds_always_have_three_digits(long millis, String text) {
        assertThat(Timestamp.of(millis)).isEqualTo(text);
    }

    @Test
    void it_reads_back_the_same() {
        long seed = Long.getLong("parley.seed", 1);
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long millis = random.nextLong(-62_167_219_200_000L, 253_402_300_800_000L);
            assertThat(Instant.parse(Timestamp.of(millis)).toEpochMilli())
                    .as("seed %d, time %d", seed, millis)
                    .isEqualTo(millis);
        }
    }
}
